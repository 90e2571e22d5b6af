"""Addresses of the public wing. They are permanent: papers, mails and minutes name them."""

from django.urls import path, register_converter

from portal import views


class Dateiname:
    regex = r"[A-Za-z0-9][A-Za-z0-9._-]*"

    def to_python(self, value):
        return value

    to_url = to_python


register_converter(Dateiname, "dateiname")

app_name = "portal"
urlpatterns = [
    path("", views.start, name="start"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.zeichen, name="zeichen"),
    path("vorlagen/", views.vorlagen, name="vorlagen"),
    path("vorlagen/<int:jahr>/<slug:nr>/", views.vorlage, name="vorlage"),
    path("vorlagen/<int:jahr>/<slug:nr>/<dateiname:datei>", views.datei, name="datei_vorlage"),
    path("vorlagen/<int:jahr>/<slug:nr>/<int:zusatz>/", views.vorlage, name="vorlage_zusatz"),
    path("vorlagen/<int:jahr>/<slug:nr>/<int:zusatz>/<dateiname:datei>", views.datei, name="datei_vorlage_zusatz"),
    path("sitzungen/", views.sitzungen, name="sitzungen"),
    path("sitzungen/<slug:kennung>/", views.sitzung, name="sitzung"),
    path("sitzungen/<slug:kennung>/tagesordnung/<int:nummer>/", views.tagesordnung, name="tagesordnung"),
    path("sitzungen/<slug:kennung>/<dateiname:datei>", views.datei, name="datei_sitzung"),
    path("bekanntgaben/", views.bekanntgaben, name="bekanntgaben"),
    path("bekanntgaben/<slug:kennung>/", views.bekanntgabe, name="bekanntgabe"),
    path("gremien/", views.gremien, name="gremien"),
    path("gremien/<slug:slug>/", views.gremium, name="gremium"),
    path("personen/<uuid:id>/", views.person, name="person"),
    path("<slug:slug>/", views.seite, name="seite"),
]
