"""All addresses. The inner wing lives under /verwaltung/, /konto/ and /admin/; everything else is public."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from wittmund_ris.urls_portal import urlpatterns as oeffentliche

urlpatterns = [
    # One login for both: the admin has none of its own.
    path("admin/login/", RedirectView.as_view(pattern_name="konten:anmelden", query_string=True)),
    path("admin/logout/", RedirectView.as_view(pattern_name="konten:anmelden")),
    path("admin/", admin.site.urls),
    path("konto/", include("konten.urls")),
    path("verwaltung/", include("schreibtisch.urls")),
    path("", include("hinweise.urls")),
    path("verwaltung/antraege/", include("vorlagen.urls_antraege")),
    path("verwaltung/archiv/", include("vorlagen.urls_archiv")),
    path("verwaltung/beschlusskontrolle/", include("sitzungen.urls_beschluss")),
    path("verwaltung/vorlagen/", include("vorlagen.urls")),
    path("verwaltung/sitzungen/", include("sitzungen.urls")),
    *oeffentliche,
]
