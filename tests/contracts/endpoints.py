"""Every endpoint of the API as Django's resolver knows it."""

import re
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

METHODS = ("get", "post", "put", "patch", "delete")


def endpoints() -> Iterator[tuple[str, str]]:
    """(method, path with {names}) for everything under /api/."""
    for path, view in _walk(get_resolver().url_patterns, "/"):
        if path.startswith("/api/"):
            yield from ((method.upper(), path) for method in METHODS if _has(view, method))


def _walk(patterns: list[Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        path = prefix + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern):
            yield path, pattern.callback


def _has(view: Any, method: str) -> bool:
    view_class = getattr(view, "view_class", getattr(view, "cls", None))
    if view_class is not None:
        return hasattr(view_class, method)
    return method in getattr(view, "methods", ("get",))
