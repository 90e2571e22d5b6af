"""Addresses of the Vorlagen in the inner wing."""

from django.urls import path

from vorlagen.views import (
    anfang,
    anlagen,
    anlagendateien,
    arbeitsstand,
    detail,
    dokumente,
    entwurf,
    liste,
    mitzeichnung,
    schritte,
    versionen,
    vorschau,
)

app_name = "vorlagen"
urlpatterns = [
    path("", liste.Liste.as_view(), name="liste"),
    path("beginnen/", anfang.beginnen, name="beginnen"),
    path("neu/", entwurf.neu, name="neu"),
    path("neu/arbeitsstand/", arbeitsstand.sichern_neu, name="sichern_neu"),
    path("neu/arbeitsstand/<uuid:formular>/verwerfen/", arbeitsstand.verwerfen_neu, name="verwerfen_neu"),
    path("<int:pk>/arbeitsstand/", arbeitsstand.sichern, name="sichern"),
    path("<int:pk>/arbeitsstand/verwerfen/", arbeitsstand.verwerfen, name="verwerfen"),
    path("neu/vorschau/", vorschau.vorschau, name="vorschau_neu"),
    path("<int:pk>/vorschau/", vorschau.vorschau, name="vorschau"),
    path("vorschau/<slug:schluessel>/<int:nummer>/", vorschau.bild, name="vorschau_bild"),
    path("<int:pk>/versionen/", versionen.liste, name="versionen"),
    path("<int:pk>/versionen/<int:alt>/<int:neu>/", versionen.vergleich, name="versionen_vergleich"),
    path("<int:pk>/versionen/<int:nummer>/wiederherstellen/", versionen.zurueck, name="version_zurueck"),
    path("<int:pk>/", detail.Detail.as_view(), name="detail"),
    path("<int:pk>/bearbeiten/", entwurf.bearbeiten, name="bearbeiten"),
    path("<int:pk>/pdf/", dokumente.pdf, name="pdf"),
    path("<int:pk>/uebergang/<slug:name>/", schritte.uebergang, name="uebergang"),
    path("<int:pk>/anlagen/", anlagen.liste, name="anlagen"),
    path("<int:pk>/anlagen/neu/", anlagen.anlage_neu, name="anlage_neu"),
    path("anlagen/<int:pk>/", anlagendateien.anlage, name="anlage"),
    path("anlagen/dateien/<int:pk>/", anlagendateien.datei, name="anlage_datei"),
    path("anlagen/<int:pk>/ersetzen/", anlagen.anlage_ersetzen, name="anlage_ersetzen"),
    path("anlagen/<int:pk>/entfernen/", anlagen.anlage_entfernen, name="anlage_entfernen"),
    path("anlagen/<int:pk>/nachreichen/", anlagen.anlage_nachreichen, name="anlage_nachreichen"),
    path("<int:pk>/mitzeichnung/", mitzeichnung.planen, name="mitzeichnung_planen"),
    path("<int:pk>/mitzeichnung/anfordern/", mitzeichnung.anfordern, name="mitzeichnung_anfordern"),
    path("mitzeichnungen/", mitzeichnung.liste, name="mitzeichnungen"),
    path("mitzeichnungen/<int:pk>/", mitzeichnung.zeichnen, name="mitzeichnen"),
    path("mitzeichnungen/<int:pk>/zurueckrufen/", mitzeichnung.zurueckrufen, name="mitzeichnung_zurueckrufen"),
    path("mitzeichnungen/<int:pk>/verlaengern/", mitzeichnung.verlaengern, name="mitzeichnung_verlaengern"),
    path("dokumente/<int:pk>/", dokumente.dokument, name="dokument"),
]
