from django.urls import path

from backend.accounts.api.urls import ORGANISATION
from backend.cultures.api import views

VERSION = f"{ORGANISATION}definition-versions/<uuid:version_id>"

urlpatterns = [
    path(f"{ORGANISATION}placement", views.PlacementView.as_view()),
    path(f"{ORGANISATION}definitions", views.DefinitionsView.as_view()),
    path(f"{ORGANISATION}definitions/<uuid:definition_id>", views.DefinitionView.as_view()),
    path(f"{ORGANISATION}definitions/<uuid:definition_id>/versions", views.DraftVersionView.as_view()),
    path(VERSION, views.VersionView.as_view()),
    path(f"{VERSION}/dimensions/<str:code>", views.DimensionView.as_view()),
    path(f"{VERSION}/adopt", views.AdoptDimensionsView.as_view()),
    path(f"{VERSION}/signatories", views.SignatoriesView.as_view()),
    path(f"{VERSION}/propose", views.ProposeVersionView.as_view()),
    path(f"{VERSION}/return", views.ReturnToDraftView.as_view()),
    path(f"{VERSION}/sign", views.SignVersionView.as_view()),
    path(f"{VERSION}/differences", views.DifferencesView.as_view()),
    path(f"{VERSION}/dependants", views.DependantsView.as_view()),
]
