from django.apps import AppConfig


class SchreibtischConfig(AppConfig):
    name = "schreibtisch"
    verbose_name = "Schreibtisch"
