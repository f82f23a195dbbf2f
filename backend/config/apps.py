from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "backend.config"
    label = "config"

    def ready(self) -> None:
        from backend.config.subscriptions import wire  # models must be loaded first

        wire()
