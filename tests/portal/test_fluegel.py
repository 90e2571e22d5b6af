"""Every public page: under the role of the public wing, without login, session, cookie or script, by GET alone."""

import pytest
from django.db import connection
from django.urls import get_resolver

from aushang.middleware import ROLLE
from aushang.models import Grund
from aushang.register import entfernen
from portal.anfrage import oeffentlich
from portal.urls import urlpatterns


def test_portal_pages_answer_under_the_role(client, seiten):
    rollen = []

    def merken(execute, sql, params, many, context):
        antwort = execute(sql, params, many, context)
        if "aushang_" in sql:
            rollen.append(_rolle(context["connection"]))
        return antwort

    for seite in seiten:
        with connection.execute_wrapper(merken):
            assert client.get(seite).status_code == 200, seite
    assert len(rollen) > len(seiten)
    assert set(rollen) == {ROLLE}


def _rolle(verbindung):
    with verbindung.connection.cursor() as zeiger:
        zeiger.execute("SELECT current_user")
        return zeiger.fetchone()[0]


def test_portal_sets_no_cookie(client, seiten):
    for seite in seiten:
        antwort = client.get(seite)
        assert (antwort.cookies, antwort.headers.get("Set-Cookie")) == ({}, None), seite


def test_portal_page_is_the_same_with_a_session(client, seiten, django_user_model):
    anonym = [client.get(seite).content for seite in seiten]
    client.force_login(django_user_model.objects.create_user(username="clerk", password="ein-langes-Passwort-42"))
    assert [client.get(seite).content for seite in seiten] == anonym


def test_portal_html_has_no_inline_script_or_style(client, seiten):
    for seite in seiten:
        antwort = client.get(seite)
        if antwort["Content-Type"].startswith("text/html"):
            html = antwort.content.decode()
            for verboten in ("<script", "<style", " style=", "onclick=", "{{", "{%", "nonce"):
                assert verboten not in html, (seite, verboten)


def test_portal_takes_get_and_head_only(client, seiten):
    for seite in seiten:
        assert client.post(seite).status_code == 405, seite
        assert client.head(seite).status_code == 200, seite


def test_portal_every_view_is_oeffentlich():
    # Closed by default: the marks that `oeffentlich` sets.
    code = oeffentlich(lambda request: None).__code__
    for muster in urlpatterns:
        assert muster.callback.login_required is False, muster
        assert muster.callback.__code__ is code, muster


def test_portal_page_is_revalidated_and_answers_304(client, seiten):
    for seite in seiten:
        antwort = client.get(seite)
        assert {teil.strip() for teil in antwort["Cache-Control"].split(",")} == {"public", "no-cache"}, seite
        assert client.get(seite, headers={"If-None-Match": antwort["ETag"]}).status_code == 304, seite


@pytest.mark.parametrize("pfad", ["/vorlagen/2019/0043/", "/vorlagen/2019/", "/sitzungen/2019-06-28-kreistag/"])
def test_portal_unknown_address_is_404(client, rat, pfad):
    assert client.get(pfad).status_code == 404


@pytest.mark.parametrize(
    "pfad", ["/gremien/rat/", "/personen/00000000-0000-4000-8000-000000000000/", "/nirgends/", "/vorlagen/02019/0042/"]
)
def test_portal_unknown_name_is_404(client, rat, pfad):
    assert client.get(pfad).status_code == 404


@pytest.mark.parametrize("name", ["vorlage", "sitzung", "sozialausschuss", "frauke"])
def test_portal_withdrawn_object_is_410_with_its_sentence(client, rat, name):
    eintrag = getattr(rat, name)
    entfernen(eintrag.pk, Grund.DATENSCHUTZ)
    antwort = client.get(eintrag.pfad)
    assert antwort.status_code == 410
    html = antwort.content.decode()
    assert Grund.DATENSCHUTZ.label in html
    assert eintrag.titel not in html
    assert "Set-Cookie" not in antwort.headers


def test_portal_pages_survive_the_withdrawal_of_what_they_name(client, rat, seiten):
    for eintrag in (rat.kreistag, rat.amt, rat.fraktion):
        entfernen(eintrag.pk, Grund.ENTFALLEN)
    for seite in seiten:
        assert client.get(seite).status_code in (200, 410), seite
    assert "nicht mehr verzeichnet" in client.get(rat.vorlage.pfad).content.decode()


def test_portal_empty_register_has_its_pages(client, db):
    for seite in ("/", "/vorlagen/", "/sitzungen/", "/gremien/"):
        assert client.get(seite).status_code == 200, seite


def test_portal_robots(client, db):
    zeilen = client.get("/robots.txt").content.decode().splitlines()
    assert zeilen[0] == "User-agent: *"
    assert {f"Disallow: /{teil}/" for teil in ("verwaltung", "admin", "konto", "personen")} <= set(zeilen)


def test_portal_addresses_are_reachable_under_both_url_confs():
    for conf in ("wittmund_ris.urls", "wittmund_ris.urls_portal"):
        assert get_resolver(conf).resolve("/vorlagen/2019/0042/").view_name == "portal:vorlage"
