"""The two HTML documents of the product: the console and the test taker's player, each with its nonce."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

PLACEHOLDER = "__CSP_NONCE__"
NOT_BUILT = "The front end is not built. Run `make demo` or `make serve`, which build it.\n"


@lru_cache(maxsize=4)
def _document(name: str) -> str | None:
    path = settings.FRONTEND_BUILD / name
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _page(request: HttpRequest, name: str) -> HttpResponse:
    document = _document(name)
    if document is None:
        return HttpResponse(NOT_BUILT, status=503, content_type="text/plain; charset=utf-8")
    nonce = str(request.csp_nonce)  # type: ignore[attr-defined]  # set by django-csp
    response = HttpResponse(document.replace(PLACEHOLDER, nonce))
    response["Cache-Control"] = "no-store"  # the nonce is for this answer alone
    return response


@require_safe
@ensure_csrf_cookie
def console(request: HttpRequest) -> HttpResponse:
    """Staff: every address that is not another's; the front end routes."""
    return _page(request, "index.html")


@require_safe
@ensure_csrf_cookie
def player(request: HttpRequest) -> HttpResponse:
    """Test takers: the token stays in the fragment, which never reaches the server."""
    return _page(request, "take.html")


@require_safe
def player_worker(_request: HttpRequest) -> HttpResponse:
    """The player's service worker. It stands beside the page, because one under /static/ could not look after it."""
    script = _document("take-sw.js")
    if script is None:
        return HttpResponse(NOT_BUILT, status=503, content_type="text/plain; charset=utf-8")
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = "/take"
    response["Cache-Control"] = "no-cache"  # browsers ask each time whether there is a new version
    return response
