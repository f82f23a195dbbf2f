"""Every address of the product."""

from django.urls import include, path, re_path

from backend.config import pages
from backend.kernel import health

urlpatterns = [
    path("healthz", health.live),
    path("readyz", health.ready),
    path("api/v1/", include("backend.accounts.api.urls")),
    path("api/v1/", include("backend.library.api.urls")),
    path("api/v1/", include("backend.cultures.api.urls")),
    path("api/v1/", include("backend.people.api.urls")),
    path("api/v1/", include("backend.promises.api.urls")),
    path("api/v1/", include("backend.campaigns.api.urls")),
    path("api/v1/", include("backend.sittings.api.urls")),
    path("api/v1/", include("backend.calibration.api.urls")),
    path("api/v1/", include("backend.ratings.api.urls")),
    path("api/v1/", include("backend.scores.api.urls")),
    path("api/v1/", include("backend.fit.api.urls")),
    path("api/v1/", include("backend.tenders.api.urls")),
    path("api/v1/", include("backend.reports.api.urls")),
    path("_allauth/", include("allauth.headless.urls")),
    path("take", pages.player),
    path("take-sw.js", pages.player_worker),
    re_path(r"^(?!api/|_allauth/|static/).*$", pages.console),
]
