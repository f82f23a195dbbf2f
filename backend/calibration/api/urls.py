from django.urls import path

from backend.accounts.api.urls import ORGANISATION
from backend.calibration.api import pool_views, views

INSTRUMENT = f"{ORGANISATION}instruments/<uuid:instrument_id>"
RUN = f"{ORGANISATION}calibrations/<uuid:run_id>"

urlpatterns = [
    path(f"{ORGANISATION}psychometrics", views.LibraryLadderView.as_view()),
    path(f"{INSTRUMENT}/scales/<str:unit>", views.ScaleView.as_view()),
    path(f"{INSTRUMENT}/review", views.ReviewView.as_view()),
    path(f"{INSTRUMENT}/scales/<str:unit>/suspend", views.SuspendScaleView.as_view()),
    path(f"{INSTRUMENT}/scales/<str:unit>/norms", views.NormsView.as_view()),
    path(f"{INSTRUMENT}/pools", pool_views.PoolsView.as_view()),
    path(f"{INSTRUMENT}/pools/bundles", pool_views.AcceptBundleView.as_view()),
    path(f"{ORGANISATION}samples/<uuid:sample_id>/pool-bundle", pool_views.ExportBundleView.as_view()),
    path(f"{ORGANISATION}pool-bundles/<uuid:bundle_id>/file", pool_views.BundleFileView.as_view()),
    path(f"{INSTRUMENT}/samples", views.SamplesView.as_view()),
    path(f"{INSTRUMENT}/calibrations", views.RunsView.as_view()),
    path(f"{ORGANISATION}calibrations", views.StartRunView.as_view()),
    path(RUN, views.RunView.as_view()),
    path(f"{RUN}/cancel", views.CancelRunView.as_view()),
    path(f"{RUN}/promote", views.PromoteView.as_view()),
    path(f"{RUN}/shorter-version", views.ShorterVersionView.as_view()),
    path(f"{RUN}/model", views.RunModelView.as_view()),
    path(f"{ORGANISATION}scoring-models/<uuid:model_id>/file", views.ModelFileView.as_view()),
]
