from django.apps import AppConfig


class GremienConfig(AppConfig):
    name = "gremien"
    verbose_name = "Gremien und Personen"
