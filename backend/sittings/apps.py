from django.apps import AppConfig


class SittingsConfig(AppConfig):
    name = "backend.sittings"
    label = "sittings"
