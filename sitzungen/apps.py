from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SitzungenConfig(AppConfig):
    name = "sitzungen"
    verbose_name = "Sitzungen"

    def ready(self):
        autodiscover_modules("rules_rechtsakte")
