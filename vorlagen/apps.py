from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class VorlagenConfig(AppConfig):
    name = "vorlagen"
    verbose_name = "Vorlagen"

    def ready(self):
        # No model asks for the rights themselves: they are made known here.
        autodiscover_modules("rules", "rules_archiv")
        # The admin looks for `admin` by itself; what is kept apart for its length is named here.
        autodiscover_modules("admin_muster", "admin_archiv")
