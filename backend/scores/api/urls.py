from django.urls import path

from backend.scores.api import views

urlpatterns = [
    path("organisations/<uuid:organisation_id>/sittings/<uuid:sitting_id>/scores", views.SittingScoresView.as_view()),
]
