from django.urls import path

from backend.accounts.api.urls import ORGANISATION
from backend.promises.api import views

urlpatterns = [
    path(f"{ORGANISATION}promises", views.PromisesView.as_view()),
    path(f"{ORGANISATION}promises.csv", views.PromisesFileView.as_view()),
    path(f"{ORGANISATION}promises/counts", views.PromiseCountsView.as_view()),
    path(f"{ORGANISATION}promises/<uuid:promise_id>/keep", views.KeepPromiseView.as_view()),
]
