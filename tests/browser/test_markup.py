"""No answer carries style or script of its own: the content security policy would forbid it, and nobody would notice.

Needs no browser. Each account follows every link that it is shown, in both wings and the admin.
"""

import re
from collections import Counter
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from lxml import html

from gremien import oeffentlich
from gremien.models import Seite
from tests import factories
from wittmund_ris import uhr

# Documents, addresses that act, and the many faces of one list.
UEBERGANGEN = ("/pdf/", "/dokument/", "/dokumente/", "/anlagen/", "/admin/jsi18n/", "/admin/logout/")
INNEN = ("/verwaltung/", "/konto/", "/admin/")
# Of pages that differ in a key only, three are enough.
SCHLUESSEL, JE_ART = re.compile(r"\d+|[0-9a-f-]{36}"), 3


@pytest.fixture
def betrieb(welt, freigegeben, sachbearbeiterin, sitzungsdienst):
    """A draft, a paper that hangs out, a sitting that is planned and one that is open, the pages of the foot."""
    for slug in ("impressum", "datenschutz", "barrierefreiheit"):
        Seite.objects.create(slug=slug, titel=slug.title(), text="## Teil\n\n- eins", ist_veroeffentlicht=True)
    oeffentlich.nachfuehren()
    factories.entwurf(welt, sachbearbeiterin, betreff="Ein zweiter Entwurf")
    offen = factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [freigegeben], benutzer=sitzungsdienst)
    factories.einladen(offen, benutzer=sitzungsdienst)
    with uhr.gestellt(factories.zeit("2019-05-13", "17:00")):
        factories.eroeffnen(offen, benutzer=sitzungsdienst)
    factories.sitzung_mit(welt.kreisausschuss, "2019-05-23", [freigegeben], benutzer=sitzungsdienst)


def maengel(text) -> list[str]:
    """What a page must not have: style, script or handlers in its markup, and the same id twice."""
    baum = html.fromstring(text)
    funde = [f"style: {html.tostring(e, encoding='unicode')[:120]}" for e in baum.xpath("//*[@style] | //style")]
    for skript in baum.xpath("//script[not(@src)]"):
        if skript.get("type") not in ("application/json", "importmap"):
            funde.append(f"script: {(skript.text or '').strip()[:80]}")
    for element in baum.iter():
        for name, wert in element.attrib.items():
            if name.startswith("on") or (name in ("href", "action") and wert.strip().startswith("javascript:")):
                funde.append(f"{name}: {wert[:80]}")
    funde += [f"id doppelt: {i}" for i, n in Counter(baum.xpath("//@id")).items() if n > 1]
    return funde


def verweise(adresse, text):
    """The pages that this one leads to, without what sorts and filters."""
    for ziel in html.fromstring(text).xpath("//a/@href"):
        teile = urlsplit(urljoin(f"http://testserver{adresse}", ziel))
        if teile.netloc == "testserver" and not any(u in teile.path for u in UEBERGANGEN) and "." not in teile.path:
            yield teile.path


def begehen(client, *anfaenge, innen=False) -> dict[str, list[str]]:
    """Some pages of every kind of the wing that can be reached by links, with their faults."""
    offen, gesehen, arten = list(anfaenge), {}, Counter()
    while offen:
        adresse = offen.pop(0)
        art = SCHLUESSEL.sub("#", adresse)
        if adresse in gesehen or arten[art] == JE_ART:
            continue
        arten[art] += 1
        antwort = client.get(adresse, follow=True)
        gesehen[adresse] = []
        if not antwort["Content-Type"].startswith("text/html"):
            if antwort.streaming:
                antwort.getvalue()  # a package that nobody reads leaves its file open
            continue
        # Django links a read-only foreign key without asking whether the reader may open it.
        erlaubt = (200, 403) if adresse.startswith("/admin/") else (200,)
        assert antwort.status_code in erlaubt, (adresse, antwort.status_code)
        text = antwort.content.decode()
        gesehen[adresse] = maengel(text)
        if "Content-Security-Policy" not in antwort:
            gesehen[adresse].append("ohne Content-Security-Policy")
        offen += [v for v in verweise(adresse, text) if v.startswith(INNEN) == innen and v not in gesehen]
    return gesehen


def befunde(gesehen) -> str:
    return "\n".join(f"{adresse}: {mangel}" for adresse, liste in gesehen.items() for mangel in liste)


def test_public_pages_have_no_style_or_script_of_their_own(betrieb):
    gesehen = begehen(Client(), "/")
    assert {"/vorlagen/2019/0001/", "/sitzungen/2019-05-13-sozialausschuss/", "/gremien/kreistag/"} <= set(gesehen)
    assert not befunde(gesehen), befunde(gesehen)


@pytest.mark.parametrize("name", ["sachbearbeiterin", "sitzungsdienst", "ratsfrau", "administration"])
def test_inner_pages_have_no_style_or_script_of_their_own(betrieb, besetzung, name):
    client = Client()
    client.force_login(besetzung[name])
    gesehen = begehen(
        client, "/verwaltung/vorlagen/", "/verwaltung/sitzungen/", "/konto/passwort/", "/admin/", innen=True
    )
    assert len(gesehen) > 6, sorted(gesehen)
    assert not befunde(gesehen), befunde(gesehen)
