from django.urls import path

from backend.accounts.api.urls import ORGANISATION
from backend.library.api import views

INSTRUMENT = f"{ORGANISATION}instruments/<uuid:instrument_id>"

urlpatterns = [
    path(f"{ORGANISATION}dimensions", views.DimensionsView.as_view()),
    path(f"{ORGANISATION}instruments", views.InstrumentsView.as_view()),
    path(f"{ORGANISATION}training", views.TrainingView.as_view()),
    path(INSTRUMENT, views.InstrumentView.as_view()),
    path(f"{INSTRUMENT}/form", views.InstrumentFormView.as_view()),
    path(f"{INSTRUMENT}/brief", views.ExerciseBriefView.as_view()),
    path(f"{INSTRUMENT}/actor-sheet", views.ExerciseActorSheetView.as_view()),
    path(f"{INSTRUMENT}/card", views.ExerciseCardView.as_view()),
    path(f"{INSTRUMENT}/keys", views.InstrumentKeysView.as_view()),
    path(f"{INSTRUMENT}/ladder", views.LadderView.as_view()),
    path(f"{INSTRUMENT}/suspend", views.SuspendUnitView.as_view()),
]
