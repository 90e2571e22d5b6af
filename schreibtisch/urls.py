"""The desk is the first page of the inner wing; the search stands in the head of each, the handbook lies beside it."""

from django.urls import path

from schreibtisch.views import gespeicherte, mandat, schreibtisch, suche

app_name = "schreibtisch"
urlpatterns = [
    path("", schreibtisch.schreibtisch, name="schreibtisch"),
    path("handbuch/", schreibtisch.inhaltsverzeichnis, name="handbuch"),
    path("handbuch/<slug:name>/", schreibtisch.kapitel, name="kapitel"),
    path("mandat/", mandat.start, name="mandat"),
    path("suche/", suche.suche, name="suche"),
    path("suche/gespeicherte/", gespeicherte.liste, name="gespeicherte"),
    path("suche/gespeicherte/neu/", gespeicherte.neu, name="suche_speichern"),
    path("suche/gespeicherte/<int:pk>/umbenennen/", gespeicherte.umbenennen, name="suche_umbenennen"),
    path("suche/gespeicherte/<int:pk>/loeschen/", gespeicherte.loeschen, name="suche_loeschen"),
]
