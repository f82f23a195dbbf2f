from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "backend.promises"
    label = "promises"
