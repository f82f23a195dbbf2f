from django.urls import path

from backend.reports.api import views

ORGANISATION = "organisations/<uuid:organisation_id>/"
CANDIDATE = f"{ORGANISATION}campaigns/<uuid:campaign_id>/candidates/<uuid:candidate_id>"
BID = f"{ORGANISATION}tenders/<uuid:tender_id>/bids/<uuid:bid_id>"
VERSION = f"{ORGANISATION}definition-versions/<uuid:version_id>"
SCALE = f"{ORGANISATION}instruments/<uuid:instrument_id>/scales/<str:unit>"

urlpatterns = [
    path(f"{CANDIDATE}/report", views.ScreeningReportView.as_view()),
    path(f"{CANDIDATE}/report.pdf", views.ScreeningReportFileView.as_view()),
    path(f"{ORGANISATION}campaigns/<uuid:campaign_id>/pilot-report", views.PilotReportView.as_view()),
    path(f"{ORGANISATION}campaigns/<uuid:campaign_id>/pilot-report.pdf", views.PilotReportFileView.as_view()),
    path(f"{ORGANISATION}scorecards/<uuid:card_id>/paper-card.pdf", views.PaperCardFileView.as_view()),
    path(f"{VERSION}/document", views.DefinitionReportView.as_view()),
    path(f"{VERSION}/document.pdf", views.DefinitionReportFileView.as_view()),
    path(f"{SCALE}/manual", views.ManualReportView.as_view()),
    path(f"{SCALE}/manual.pdf", views.ManualReportFileView.as_view()),
    path(f"{BID}/summary", views.SupplierReportView.as_view()),
    path(f"{BID}/summary.pdf", views.SupplierReportFileView.as_view()),
    path("bid/summary", views.OwnSummaryView.as_view()),
    path("bid/summary.pdf", views.OwnSummaryFileView.as_view()),
    path("take/report", views.OwnReportView.as_view()),
    path("take/report.pdf", views.OwnReportFileView.as_view()),
]
