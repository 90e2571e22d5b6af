"""What is known of a matter, as plain data: the one source of `metadaten.json` and `metadaten.xml`.

The names of the parts follow those of xdomea where it has one for the thing.
"""

from django.utils import timezone

from vorlagen.inhalt import TEXTFELDER, inhalt

# Raised when a reader of older packages could no longer read a new one.
FORMAT = "1.0"


def zeitpunkt(moment) -> str:
    """A moment in Wittmund, ISO 8601 with its offset; empty where there is none."""
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""


def metadaten(vorlage, dateien) -> dict:
    """The matter with its stations, votes, Verlauf, archive state and the list of its files. JSON-safe; texts are clean HTML."""
    stand = inhalt(vorlage)
    return {
        "format": FORMAT,
        "vorgang": {
            "id": str(vorlage.oeffentliche_id),
            "kennzeichen": vorlage.nummer,
            "aktenzeichen": vorlage.aktenzeichen,
            "betreff": vorlage.betreff,
            "art": vorlage.art,
            "art_titel": vorlage.get_art_display(),
            "status": vorlage.status,
            "status_titel": vorlage.get_status_display(),
            "sachgebiet": vorlage.sachgebiet,
            "federfuehrung": vorlage.amt.name if vorlage.amt else "",
            "koerperschaft": stand["koerperschaft"]["name"],
            "antragsteller": vorlage.antragsteller,
            "ursprung": stand["ursprung"],
            "oeffentlich": vorlage.ist_oeffentlich,
            "nichtoeffentlich_grund": vorlage.nichtoeffentlich_grund,
            "verfasst_von": str(vorlage.verfasst_von),
            "erstellt_am": zeitpunkt(vorlage.erstellt_am),
            "freigegeben_am": zeitpunkt(vorlage.freigegeben_am),
            "gezeichnet": vorlage.gezeichnet_name,
            "veroeffentlicht_am": zeitpunkt(vorlage.veroeffentlicht_am),
            "entfernt_am": zeitpunkt(vorlage.entfernt_am),
            "fassung": vorlage.fassung,
        },
        "texte": {feld: stand[feld] for feld in TEXTFELDER if stand[feld]},
        "finanzierung": {
            **{name: wert for name, wert in stand["finanzierung"].items() if wert is not None},
            **{
                name: stand[name]
                for name in ("haushaltsmittel", "haushaltsmittel_betrag", "produktkonto")
                if stand[name]
            },
        },
        "fassungen": [
            {
                "nummer": f.nummer,
                "grund": f.grund,
                "versiegelt_am": zeitpunkt(f.erstellt_am),
                "von": str(f.erstellt_von),
            }
            for f in vorlage.fassungen.select_related("erstellt_von").order_by("nummer")
        ],
        "beratungsfolge": [_station(b) for b in _stationen(vorlage)],
        "verlauf": [
            {
                "am": zeitpunkt(e.am),
                "schritt": e.aktion,
                "schritt_titel": e.get_aktion_display(),
                "durch": e.durch,
                "bemerkung": e.bemerkung,
            }
            for e in vorlage.verlauf.order_by("am", "pk")
        ],
        "archiv": _archiv(vorlage),
        "dateien": [
            {
                "pfad": d.pfad,
                "bezeichnung": d.bezeichnung,
                "dateiname": d.dateiname,
                "oeffentlich": d.ist_oeffentlich,
                "medientyp": d.mime,
                "bytes": d.groesse,
                "sha256": d.sha256,
                "vom": zeitpunkt(d.am),
            }
            for d in dateien
        ],
    }


def _stationen(vorlage):
    return vorlage.beratungen.select_related("gremium").prefetch_related(
        "tops__sitzung", "tops__abstimmungen", "tops__verwiesen_an"
    )


def _station(beratung) -> dict:
    return {
        "position": beratung.position,
        "einschub": beratung.einschub,
        "gremium": beratung.gremium.name,
        "rolle": beratung.rolle,
        "rolle_titel": beratung.get_rolle_display(),
        "geplant_am": beratung.geplant_am.isoformat() if beratung.geplant_am else "",
        "ergebnis": beratung.ergebnis,
        "wortlaut": beratung.wortlaut,
        "abgeschlossen_am": zeitpunkt(beratung.abgeschlossen_am),
        "punkte": [
            {
                "sitzung": top.sitzung.kennung,
                "beginn": zeitpunkt(top.sitzung.beginn),
                "nummer": top.nummer_lang,
                "ergebnis": top.ergebnis_text,
                "grund": top.ergebnis_grund,
                "wortlaut": top.wortlaut,
                "abstimmungen": [
                    {
                        "gegenstand": a.gegenstand,
                        "mehrheit": a.mehrheitsregel,
                        "ja": a.ja,
                        "nein": a.nein,
                        "enthaltung": a.enthaltung,
                        "stimmberechtigte": a.stimmberechtigte,
                        "wortlaut": a.wortlaut,
                    }
                    for a in top.abstimmungen.all()
                ],
            }
            for top in sorted(beratung.tops.all(), key=lambda t: (t.sitzung.beginn, t.pk))
        ],
    }


def _archiv(vorlage) -> dict:
    archivierung = getattr(vorlage, "archivierung", None)
    if archivierung is None:
        return {}
    tage = {
        name: getattr(archivierung, name) for name in ("frist_bis", "ausgesondert_am", "angeboten_am", "entschieden_am")
    }
    return {
        "stand": archivierung.stand,
        "archiv": archivierung.archiv.name if archivierung.archiv else "",
        **{name: tag.isoformat() if tag else "" for name, tag in tage.items()},
        "entschieden_durch": archivierung.entschieden_durch,
        "signatur": archivierung.signatur,
    }
