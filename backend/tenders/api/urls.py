from django.urls import path

from backend.accounts.api.urls import ORGANISATION
from backend.tenders.api import contact_views, views

TENDER = f"{ORGANISATION}tenders/<uuid:tender_id>"
BID = f"{TENDER}/bids/<uuid:bid_id>"
EVIDENCE = f"{BID}/evidence/<uuid:evidence_id>"

urlpatterns = [
    path(f"{ORGANISATION}tenders", views.TendersView.as_view()),
    path(TENDER, views.TenderView.as_view()),
    path(f"{TENDER}/freeze", views.FreezeTenderView.as_view()),
    path(f"{TENDER}/evaluators", views.EvaluatorsView.as_view()),
    path(f"{TENDER}/declaration", views.DeclarationView.as_view()),
    path(f"{TENDER}/clarifications", views.ClarificationsView.as_view()),
    path(f"{TENDER}/clarifications/<uuid:clarification_id>/answer", views.AnswerClarificationView.as_view()),
    path(f"{TENDER}/bids", views.BiddersView.as_view()),
    path(BID, views.BidView.as_view()),
    path(f"{BID}/resend", views.ResendBidderLinkView.as_view()),
    path(f"{BID}/link", views.CopyBidderLinkView.as_view()),
    path(f"{BID}/draw", views.DrawView.as_view()),
    path(f"{TENDER}/results", views.TenderResultsView.as_view()),
    path(f"{EVIDENCE}/file", views.EvidenceFileView.as_view()),
    path(f"{EVIDENCE}/grade", views.GradeEvidenceView.as_view()),
    path(f"{BID}/decisions", views.DecideBidView.as_view()),
    path(f"{BID}/contests/<uuid:contest_id>/answer", views.AnswerContestView.as_view()),
    path("bid/state", contact_views.BidStateView.as_view()),
    path("bid/staff-list/preview", contact_views.PreviewStaffListView.as_view()),
    path("bid/staff-list", contact_views.StaffListView.as_view()),
    path("bid/questions", contact_views.AskQuestionView.as_view()),
    path("bid/evidence", contact_views.HandInEvidenceView.as_view()),
    path("bid/evidence/<uuid:evidence_id>", contact_views.OwnEvidenceView.as_view()),
    path("bid/contests", contact_views.ContestView.as_view()),
]
