"""Tell a deputy and the absent person of a Vertretung: for whom, from when to when, and who entered it."""

from hinweise.zustellen import hinweisen

SEITE = "/konto/vertretung/"


def eingetragen(vertretung) -> None:
    """A new Vertretung: told to the deputy, and to the absent person unless it entered it itself."""
    zeit = f"vom {vertretung.von:%d.%m.%Y} bis {vertretung.bis:%d.%m.%Y}"
    hinweisen(
        _ohne(vertretung.eingetragen_von, vertretung.vertretung),
        schluessel=f"vertretung:{vertretung.pk}:eingetragen",
        titel=f"Sie vertreten {vertretung.abwesend} {zeit}",
        text="In dieser Zeit zeichnen Sie mit, was diese Person mitzeichnen dürfte. Freigeben können Sie nur, was Sie selbst "
        "zeichnen dürfen und nicht geschrieben haben. Jeder Schritt nennt beide Namen.",
        grund=f"{vertretung.eingetragen_von} hat die Vertretung eingetragen.",
        ziel=SEITE,
        titel_mail=f"Sie vertreten {zeit} eine Person der Verwaltung",
    )
    hinweisen(
        _ohne(vertretung.eingetragen_von, vertretung.abwesend),
        schluessel=f"vertretung:{vertretung.pk}:abwesend",
        titel=f"{vertretung.vertretung} vertritt Sie {zeit}",
        grund=f"{vertretung.eingetragen_von} hat die Vertretung eingetragen.",
        ziel=SEITE,
        titel_mail=f"Für Sie ist {zeit} eine Vertretung eingetragen",
    )


def aufgehoben(vertretung) -> None:
    """A Vertretung has ended before its day: told to both but who ended it."""
    hinweisen(
        _ohne(vertretung.aufgehoben_von, vertretung.vertretung, vertretung.abwesend),
        schluessel=f"vertretung:{vertretung.pk}:aufgehoben",
        titel=f"Aufgehoben: {vertretung.vertretung} vertritt {vertretung.abwesend} nicht mehr",
        grund=f"{vertretung.aufgehoben_von} hat die Vertretung aufgehoben.",
        ziel=SEITE,
        titel_mail="Eine Vertretung ist aufgehoben",
    )


def _ohne(wer, *konten) -> list:
    return [k for k in konten if k.pk != wer.pk]
