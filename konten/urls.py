"""Login, logout, password. Only what is needed before a login carries `login_not_required`."""

from django.contrib.auth import views
from django.urls import path, reverse_lazy

from konten import views as vertretung

app_name = "konten"


def _zurueck(name):
    return reverse_lazy(f"konten:{name}")


urlpatterns = [
    path(
        "anmelden/",
        views.LoginView.as_view(template_name="konten/anmelden.html", redirect_authenticated_user=True),
        name="anmelden",
    ),
    path("abmelden/", views.LogoutView.as_view(), name="abmelden"),
    path("vertretung/", vertretung.vertretungen, name="vertretungen"),
    path("vertretung/<int:pk>/aufheben/", vertretung.aufheben, name="vertretung_aufheben"),
    path(
        "passwort/",
        views.PasswordChangeView.as_view(
            template_name="konten/passwort_aendern.html", success_url=_zurueck("passwort_geaendert")
        ),
        name="passwort_aendern",
    ),
    path(
        "passwort/geaendert/",
        views.PasswordChangeDoneView.as_view(template_name="konten/passwort_geaendert.html"),
        name="passwort_geaendert",
    ),
    path(
        "passwort/vergessen/",
        views.PasswordResetView.as_view(
            template_name="konten/passwort_vergessen.html",
            email_template_name="konten/passwort_mail.txt",
            subject_template_name="konten/passwort_mail_betreff.txt",
            success_url=_zurueck("passwort_vergessen_gesendet"),
        ),
        name="passwort_vergessen",
    ),
    path(
        "passwort/vergessen/gesendet/",
        views.PasswordResetDoneView.as_view(template_name="konten/passwort_vergessen_gesendet.html"),
        name="passwort_vergessen_gesendet",
    ),
    path(
        "passwort/neu/<uidb64>/<token>/",
        views.PasswordResetConfirmView.as_view(
            template_name="konten/passwort_neu.html", success_url=_zurueck("passwort_neu_fertig")
        ),
        name="passwort_neu",
    ),
    path(
        "passwort/neu/fertig/",
        views.PasswordResetCompleteView.as_view(template_name="konten/passwort_neu_fertig.html"),
        name="passwort_neu_fertig",
    ),
]
