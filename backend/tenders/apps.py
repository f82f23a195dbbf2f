from django.apps import AppConfig


class TendersConfig(AppConfig):
    name = "backend.tenders"
    label = "tenders"
