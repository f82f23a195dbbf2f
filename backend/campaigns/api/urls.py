from django.urls import path

from backend.accounts.api.urls import ORGANISATION
from backend.campaigns.api import views

CAMPAIGN = f"{ORGANISATION}campaigns/<uuid:campaign_id>"

urlpatterns = [
    path(f"{ORGANISATION}campaigns", views.CampaignsView.as_view()),
    path(f"{ORGANISATION}campaigns.csv", views.CampaignsFileView.as_view()),
    path(CAMPAIGN, views.CampaignView.as_view()),
    path(f"{CAMPAIGN}/battery", views.BatteryView.as_view()),
    path(f"{CAMPAIGN}/panel", views.PanelView.as_view()),
    path(f"{CAMPAIGN}/readiness", views.ReadinessView.as_view()),
    path(f"{CAMPAIGN}/close", views.CloseCampaignView.as_view()),
]
