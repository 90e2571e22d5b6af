from django.apps import AppConfig


class HinweiseConfig(AppConfig):
    name = "hinweise"
    verbose_name = "Hinweise"

    def ready(self):
        # Models are loaded only now.
        from hinweise import vertretungen  # noqa: PLC0415
        from konten import vertretung  # noqa: PLC0415

        vertretung.nach_eintragen.append(vertretungen.eingetragen)
        vertretung.nach_aufheben.append(vertretungen.aufgehoben)
