"""Addresses of the Sitzungen in the inner wing."""

from django.urls import path

from sitzungen.views import (
    akte,
    dokumente,
    einladung,
    fassungen,
    jahresplan,
    kalender,
    nachtrag,
    paket,
    tagesordnung,
    top,
    uebersicht,
    verlangen,
    wahl,
)

app_name = "sitzungen"
urlpatterns = [
    path("", uebersicht.liste, name="liste"),
    path("jahresplan/", jahresplan.plaene, name="jahresplaene"),
    path("jahresplan/<int:pk>/", jahresplan.plan, name="jahresplan"),
    path("jahresplan/<int:pk>/bestaetigen/", jahresplan.bestaetigen, name="jahresplan_bestaetigen"),
    path("jahresplan/<int:pk>/verwerfen/", jahresplan.verwerfen, name="jahresplan_verwerfen"),
    path("kalender/", kalender.monat, name="kalender"),
    path("kalender/<int:jahr>/", kalender.jahr, name="kalender_jahr"),
    path("kalender/<int:jahr>/<int:monat>/", kalender.monat, name="kalender_monat"),
    path("verlangen/", verlangen.liste, name="verlangen_liste"),
    path("verlangen/neu/", verlangen.neu, name="verlangen_neu"),
    path("verlangen/<int:pk>/", verlangen.detail, name="verlangen"),
    path("verlangen/<int:pk>/zuruecknehmen/", verlangen.ruecknahme, name="verlangen_ruecknahme"),
    path("neu/", uebersicht.neu, name="neu"),
    path("vorlage/<int:pk>/zuruecknehmen/", akte.zuruecknehmen, name="vorlage_entfernen"),
    path("<int:pk>/", uebersicht.detail, name="detail"),
    path("<int:pk>/verlegen/", uebersicht.verlegen, name="verlegen"),
    path("<int:pk>/tagesordnung/", tagesordnung.aufstellen, name="tagesordnung"),
    path("<int:pk>/tagesordnung/<int:nummer>/", fassungen.fassung, name="fassung"),
    path("<int:pk>/nachtrag/", nachtrag.akt, {"name": "nachtrag"}, name="nachtrag"),
    path("<int:pk>/dringlich/", nachtrag.akt, {"name": "dringlich"}, name="dringlich"),
    path("<int:pk>/feststellen/", nachtrag.akt, {"name": "feststellen"}, name="feststellen"),
    path("<int:pk>/tops/<int:top>/", top.seite, name="top"),
    path("<int:pk>/tops/<int:top>/tischvorlage/<int:datei>/", top.tischvorlage, name="tischvorlage"),
    # One address and one name for each step of the table.
    path("<int:pk>/einladen/", akte.uebergang, {"name": "einladen"}, name="einladen"),
    path("<int:pk>/eroeffnen/", akte.uebergang, {"name": "eroeffnen"}, name="eroeffnen"),
    path("<int:pk>/schliessen/", akte.uebergang, {"name": "schliessen"}, name="schliessen"),
    path("<int:pk>/absagen/", akte.uebergang, {"name": "absagen"}, name="absagen"),
    path("<int:pk>/tops/<int:top>/abstimmen/", akte.ergebnis, name="abstimmen"),
    path("<int:pk>/tops/<int:top>/wahl/", wahl.wahl, name="wahl"),
    path("<int:pk>/vorbereiten/", einladung.vorbereiten, name="vorbereiten"),
    path("<int:pk>/versand/", einladung.versandt, name="versand"),
    path("<int:pk>/versand/<int:versand>/aufgeben/", einladung.aufgeben, name="aufgeben"),
    path(
        "<int:pk>/versand/<int:versand>/nachweis/", einladung.versand_pdf, {"art": "nachweis"}, name="versandnachweis"
    ),
    path("<int:pk>/versand/<int:versand>/post/", einladung.versand_pdf, {"art": "post"}, name="postversand"),
    path("<int:pk>/rueckmeldungen/", einladung.rueckmeldungen_liste, name="rueckmeldungen"),
    path("<int:pk>/rueckmeldungen/<int:sitz>/", einladung.rueckmeldung, name="rueckmeldung"),
    path("<int:pk>/unterlagen/", paket.seite, name="paket"),
    path("<int:pk>/unterlagen/zip/", paket.laden, name="paket_laden"),
    path("<int:pk>/pdf/", dokumente.pdf, name="pdf"),
    path("<int:pk>/dokument/<int:dokument>/", dokumente.dokument, name="dokument"),
]
