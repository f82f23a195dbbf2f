from django.apps import AppConfig


class CulturesConfig(AppConfig):
    name = "backend.cultures"
    label = "cultures"
