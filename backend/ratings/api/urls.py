from django.urls import path

from backend.accounts.api.urls import ORGANISATION
from backend.ratings.api import views

PLAN = f"{ORGANISATION}exercise-plans/<uuid:plan_id>"
CARD = f"{ORGANISATION}scorecards/<uuid:card_id>"

urlpatterns = [
    path(f"{ORGANISATION}campaigns/<uuid:campaign_id>/exercise-plans", views.ExercisePlansView.as_view()),
    path(PLAN, views.ExercisePlanView.as_view()),
    path(f"{PLAN}/cancel", views.CancelExerciseView.as_view()),
    path(f"{PLAN}/debrief", views.DebriefView.as_view()),
    path(f"{ORGANISATION}my-scorecards", views.MyScorecardsView.as_view()),
    path(CARD, views.ScorecardView.as_view()),
    path(f"{CARD}/marks", views.MarksView.as_view()),
    path(f"{CARD}/submit", views.SubmitScorecardView.as_view()),
    path(f"{CARD}/close", views.CloseSeatView.as_view()),
    path(f"{CARD}/swap", views.SwapRaterView.as_view()),
    path(f"{CARD}/sheet", views.CardSheetView.as_view()),
    path(f"{CARD}/transcription", views.TranscriptionView.as_view()),
    path(f"{ORGANISATION}ratings/<uuid:rating_id>/revisions", views.RevisionsView.as_view()),
]
