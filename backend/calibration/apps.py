from django.apps import AppConfig


class CalibrationConfig(AppConfig):
    name = "backend.calibration"
    label = "calibration"
