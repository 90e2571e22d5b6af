from django.apps import AppConfig


class AushangConfig(AppConfig):
    name = "aushang"
    verbose_name = "Öffentliches Register"
