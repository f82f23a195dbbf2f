from django.urls import path

from backend.accounts.api.urls import ORGANISATION
from backend.people.api import views

urlpatterns = [
    path(f"{ORGANISATION}candidates", views.CandidatesView.as_view()),
    path(f"{ORGANISATION}candidates/<uuid:candidate_id>", views.CandidateView.as_view()),
    path(f"{ORGANISATION}candidates/<uuid:candidate_id>/consents", views.CandidateConsentsView.as_view()),
    path(f"{ORGANISATION}candidates/<uuid:candidate_id>/erase", views.EraseCandidateView.as_view()),
    path(f"{ORGANISATION}suppliers", views.SuppliersView.as_view()),
    path(f"{ORGANISATION}supplier-contacts/<uuid:contact_id>/erase", views.EraseContactView.as_view()),
    path(f"{ORGANISATION}respondents/<uuid:respondent_id>/erase", views.EraseRespondentView.as_view()),
    path(f"{ORGANISATION}accommodations", views.AccommodationsView.as_view()),
    path(f"{ORGANISATION}accommodations/<uuid:request_id>/answer", views.AnswerAccommodationView.as_view()),
]
