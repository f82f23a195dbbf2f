from django.urls import path

from backend.fit.api import views

CAMPAIGN = "organisations/<uuid:organisation_id>/campaigns/<uuid:campaign_id>/"
CANDIDATE = f"{CAMPAIGN}candidates/<uuid:candidate_id>"

urlpatterns = [
    path("organisations/<uuid:organisation_id>/undecided", views.UndecidedView.as_view()),
    path(f"{CAMPAIGN}candidates", views.CampaignCandidatesView.as_view()),
    path(f"{CAMPAIGN}candidates.csv", views.CampaignCandidatesFileView.as_view()),
    path(f"{CAMPAIGN}pilot-fit.csv", views.PilotFitFileView.as_view()),
    path(f"{CAMPAIGN}comparison", views.CompareView.as_view()),
    path(CANDIDATE, views.CampaignCandidateView.as_view()),
    path(f"{CANDIDATE}/evidence-openings", views.EvidenceOpeningsView.as_view()),
    path(f"{CANDIDATE}/decisions", views.DecisionsView.as_view()),
]
