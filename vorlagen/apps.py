from django.apps import AppConfig


class VorlagenConfig(AppConfig):
    name = "vorlagen"
    verbose_name = "Vorlagen"
