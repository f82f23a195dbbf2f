from django.apps import AppConfig


class ScoresConfig(AppConfig):
    name = "backend.scores"
    label = "scores"
