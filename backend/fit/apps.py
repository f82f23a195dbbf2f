from django.apps import AppConfig


class FitConfig(AppConfig):
    name = "backend.fit"
    label = "fit"
