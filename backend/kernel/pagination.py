"""Two ways to walk a list: by cursor where the order is fixed, by page where the reader chose a sort."""

from typing import Any

from rest_framework import serializers
from rest_framework.pagination import CursorPagination, PageNumberPagination
from rest_framework.response import Response

from backend.kernel.rest.serializers import InputSerializer


class FixedOrderPagination(CursorPagination):
    """For lists with one order: stable while rows are added. Views set `ordering`."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
    ordering = ("-created_at", "id")


class ChosenSortPagination(PageNumberPagination):
    """For lists the reader sorts and filters; says how many rows and pages there are."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200

    def get_paginated_response(self, data: Any) -> Response:
        assert self.page is not None  # set by paginate_queryset, which the view has called
        return Response(
            {
                "results": data,
                "count": self.page.paginator.count,
                "page": self.page.number,
                "pages": self.page.paginator.num_pages,
            }
        )


def page_of(row: type[serializers.BaseSerializer[Any]]) -> type[serializers.Serializer[Any]]:
    """The shape of one page of a list in a fixed order, for the API description."""
    name = row.__name__.removesuffix("Output")
    fields = {
        "results": row(many=True),
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
    }
    return type(f"{name}PageOutput", (serializers.Serializer,), fields)


def numbered_page_of(row: type[serializers.BaseSerializer[Any]]) -> type[serializers.Serializer[Any]]:
    """The shape of one page of a list whose sort the reader chose."""
    name = row.__name__.removesuffix("Output")
    numbers = {key: serializers.IntegerField(min_value=0) for key in ("count", "page", "pages")}
    return type(f"{name}NumberedPageOutput", (serializers.Serializer,), {"results": row(many=True), **numbers})


class PageQuery(InputSerializer):
    """Query of a list in a fixed order. Views with filters extend it."""

    cursor = serializers.CharField(max_length=500, required=False)
    page_size = serializers.IntegerField(min_value=1, max_value=200, required=False)


class NumberedPageQuery(InputSerializer):
    """Query of a list whose sort the reader chose. Views with filters and sorts extend it."""

    page = serializers.IntegerField(min_value=1, max_value=100_000, required=False)
    page_size = serializers.IntegerField(min_value=1, max_value=200, required=False)


def whole_list(query: type[InputSerializer]) -> type[InputSerializer]:
    """The query of a list's file: its filters and sorts without its pages."""
    name = query.__name__.removesuffix("Query")
    return type(f"{name}FileQuery", (query,), {"cursor": None, "page": None, "page_size": None})
