from django.urls import path

from backend.accounts.api.urls import ORGANISATION
from backend.sittings.api import taker_views, views

CAMPAIGN = f"{ORGANISATION}campaigns/<uuid:campaign_id>"
INVITATION = f"{ORGANISATION}invitations/<uuid:invitation_id>"

urlpatterns = [
    path(f"{ORGANISATION}campaign-funnels", views.FunnelsView.as_view()),
    path(f"{CAMPAIGN}/funnel", views.FunnelView.as_view()),
    path(f"{CAMPAIGN}/invitations", views.InvitationsView.as_view()),
    path(f"{CAMPAIGN}/invitations.csv", views.InvitationsFileView.as_view()),
    path(f"{CAMPAIGN}/invitations/preview", views.PreviewListView.as_view()),
    path(f"{CAMPAIGN}/invitations/list", views.InviteListView.as_view()),
    path(INVITATION, views.InvitationView.as_view()),
    path(f"{INVITATION}/resend", views.ResendView.as_view()),
    path(f"{INVITATION}/revoke", views.RevokeView.as_view()),
    path(f"{INVITATION}/address", views.CorrectAddressView.as_view()),
    path(f"{INVITATION}/extend", views.ExtendView.as_view()),
    path(f"{INVITATION}/link", views.CopyLinkView.as_view()),
    path(f"{ORGANISATION}imports", views.ImportsView.as_view()),
    path(f"{ORGANISATION}imports/preview", views.PreviewImportView.as_view()),
    path(f"{ORGANISATION}imports/files", views.ImportFileView.as_view()),
    path(f"{ORGANISATION}imports/files/preview", views.PreviewFileView.as_view()),
    path("take/state", taker_views.StateView.as_view()),
    path("take/start", taker_views.StartView.as_view()),
    path("take/sections/<int:index>", taker_views.SectionView.as_view()),
    path("take/sections/<int:index>/open", taker_views.OpenSectionView.as_view()),
    path("take/answers", taker_views.AnswersView.as_view()),
    path("take/pause", taker_views.PauseView.as_view()),
    path("take/submit", taker_views.SubmitView.as_view()),
    path("take/withdraw", taker_views.WithdrawView.as_view()),
    path("take/accommodations", taker_views.TakerAccommodationsView.as_view()),
    path("take/lost-link", taker_views.LostLinkView.as_view()),
]
