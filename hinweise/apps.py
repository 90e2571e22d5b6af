from django.apps import AppConfig


class HinweiseConfig(AppConfig):
    name = "hinweise"
    verbose_name = "Hinweise"
