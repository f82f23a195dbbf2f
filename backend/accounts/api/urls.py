from django.urls import path

from backend.accounts.api import takers, views

ORGANISATION = "organisations/<uuid:organisation_id>/"

urlpatterns = [
    path("start", views.StartView.as_view()),
    path("me", views.MeView.as_view()),
    path("first-owner", views.FirstOwnerView.as_view()),
    path("invitations/inspect", views.InspectInvitationView.as_view()),
    path("invitations/accept", views.AcceptInvitationView.as_view()),
    path("take/exchange", takers.ExchangeTakerTokenView.as_view()),
    path("bid/exchange", takers.ExchangeBidderTokenView.as_view()),
    path(f"{ORGANISATION}members", views.MembersView.as_view()),
    path(f"{ORGANISATION}members.csv", views.MembersFileView.as_view()),
    path(f"{ORGANISATION}members/invitations", views.InviteMemberView.as_view()),
    path(f"{ORGANISATION}members/<uuid:membership_id>", views.MemberView.as_view()),
    path(f"{ORGANISATION}members/<uuid:membership_id>/deactivate", views.DeactivateMemberView.as_view()),
    path(f"{ORGANISATION}members/<uuid:membership_id>/reactivate", views.ReactivateMemberView.as_view()),
    path(f"{ORGANISATION}members/<uuid:membership_id>/resend-invitation", views.ResendInvitationView.as_view()),
    path(f"{ORGANISATION}api-tokens", views.ApiTokensView.as_view()),
    path(f"{ORGANISATION}api-tokens/<uuid:token_id>/revoke", views.RevokeApiTokenView.as_view()),
    path(f"{ORGANISATION}audit-events", views.AuditEventsView.as_view()),
    path(f"{ORGANISATION}audit-events.csv", views.AuditEventsFileView.as_view()),
    path(f"{ORGANISATION}audit-chain", views.AuditChainView.as_view()),
    path(f"{ORGANISATION}remove-demo", views.RemoveDemoView.as_view()),
    path(f"{ORGANISATION}mail/test", views.TestMailView.as_view()),
]
