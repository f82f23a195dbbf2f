from django.urls import path

from backend.accounts.api.urls import ORGANISATION
from backend.calibration.api import views

INSTRUMENT = f"{ORGANISATION}instruments/<uuid:instrument_id>"
RUN = f"{ORGANISATION}calibrations/<uuid:run_id>"

urlpatterns = [
    path(f"{ORGANISATION}psychometrics", views.LibraryLadderView.as_view()),
    path(f"{INSTRUMENT}/scales/<str:unit>", views.ScaleView.as_view()),
    path(f"{INSTRUMENT}/review", views.ReviewView.as_view()),
    path(f"{INSTRUMENT}/scales/<str:unit>/suspend", views.SuspendScaleView.as_view()),
    path(f"{INSTRUMENT}/scales/<str:unit>/norms", views.NormsView.as_view()),
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
