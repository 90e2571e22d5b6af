"""Rule 89: a Satzung that the Kreistag has passed is signed by the Landrat, and its Verkündung is a field of its own."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, transaction
from pypdfium2 import PdfDocument

from gremien.models import Koerperschaft, Mitgliedschaft
from tests import factories
from tests.test_oeffentlichkeit import dump
from vorlagen import satzung
from vorlagen.models import Satzung, Vorlage
from wittmund_ris import uhr

WORTLAUT = "<h2>§ 1 Zweck</h2><p>Diese Satzung regelt die Beförderung.</p><script>alert(1)</script>"


@pytest.fixture
def beschlossen(welt, jahr_2019, sachbearbeiterin, landrat, sitzungsdienst):
    """Passed by the Kreistag on 2019-06-27; the clock stands on 2019-07-01."""
    folge = [{"gremium": welt.kreistag, "rolle": "entscheidung", "geplant_am": date(2019, 6, 27)}]
    with uhr.gestellt(factories.zeit("2019-05-01")):
        vorlage = factories.entwurf(welt, sachbearbeiterin, folge=folge, sachgebiet="satzung")
        vorlage = factories.freigeben(vorlage, sachbearbeiterin, landrat)
        sitzung = factories.sitzung_mit(welt.kreistag, "2019-06-27", [vorlage], benutzer=sitzungsdienst)
        factories.einladen(sitzung, benutzer=sitzungsdienst)
    with uhr.gestellt(sitzung.beginn):
        factories.eroeffnen(sitzung, benutzer=sitzungsdienst)
        factories.abstimmen(sitzung, vorlage, 40, 2, 1, benutzer=sitzungsdienst)
        factories.schliessen(sitzung, benutzer=sitzungsdienst)
    with uhr.gestellt(factories.zeit("2019-07-01")):
        yield Vorlage.objects.get(pk=vorlage.pk)


def ausfertigen(vorlage, benutzer):
    return satzung.ausfertigen(vorlage, titel="Satzung über die Beförderung", wortlaut=WORTLAUT, benutzer=benutzer)


def test_regel_89_the_paper_has_a_signature_block_of_the_landrat(welt, beschlossen, sitzungsdienst):
    Koerperschaft.objects.update(hvb_titel="Der Landrat")
    Mitgliedschaft.objects.filter(gremium=welt.kreistag, person=welt.personen[42]).update(rolle="kraft_amtes")
    vorher = dump()
    neu = ausfertigen(beschlossen, sitzungsdienst)
    seiten = PdfDocument(neu.dokument.lesen())
    text = " ".join(" ".join(s.get_textpage().get_text_range() for s in seiten).split())
    for teil in ("Satzung über die Beförderung", "Beschlossen vom Kreistag am 27.06.2019", "§ 1 Zweck", "Dienstsiegel"):
        assert teil.casefold() in text.casefold()
    assert text.rindex("Der Landrat") > text.index("Diese Satzung regelt")
    assert "Mitglied42" in text[text.rindex("Dienstsiegel") :]
    assert "script" not in neu.wortlaut and (neu.amtsblatt, neu.verkuendet_am) == ("", None)
    assert dump() == vorher


def test_regel_89_the_verkuendung_is_entered_later(beschlossen, sachbearbeiterin, sitzungsdienst):
    neu = ausfertigen(beschlossen, sachbearbeiterin)
    pdf = neu.dokument.lesen()
    with pytest.raises(ValidationError) as fehler:
        satzung.verkuenden(neu, amtsblatt=" ", verkuendet_am=None, benutzer=sitzungsdienst)
    assert set(fehler.value.message_dict) == {"amtsblatt", "verkuendet_am"}
    for tag, wort in ((date(2019, 6, 26), "erst am 27.06.2019"), (date(2019, 7, 2), "Zukunft")):
        with pytest.raises(ValidationError, match=wort):
            satzung.verkuenden(neu, amtsblatt="Nr. 7/2019", verkuendet_am=tag, benutzer=sitzungsdienst)
    for amtsblatt in ("Nr. 7/2019", "Nr. 8/2019", "Nr. 8/2019"):
        satzung.verkuenden(neu, amtsblatt=amtsblatt, verkuendet_am=date(2019, 6, 28), benutzer=sitzungsdienst)
    neu.refresh_from_db()
    assert (neu.amtsblatt, neu.verkuendet_am, neu.dokument.lesen()) == ("Nr. 8/2019", date(2019, 6, 28), pdf)
    bemerkungen = list(beschlossen.verlauf.filter(aktion="verkuendet").values_list("bemerkung", flat=True))
    assert bemerkungen == ["Nr. 7/2019, 28.06.2019", "Nr. 8/2019, 28.06.2019 (vorher: Nr. 7/2019, 28.06.2019)"]
    with pytest.raises(Error), transaction.atomic():
        Satzung.objects.update(verkuendet_am=None)


def test_regel_89_only_what_the_kreistag_has_passed_and_once(welt, beschlossen, freigegeben, besetzung, sitzungsdienst):
    with pytest.raises(ValidationError, match="beschlossen hat"):
        ausfertigen(freigegeben, sitzungsdienst)
    for name in ("fremde", "landrat", "ratsfrau", "superuser"):
        with pytest.raises(PermissionDenied):
            ausfertigen(beschlossen, besetzung[name])
    with pytest.raises(ValidationError) as fehler:
        satzung.ausfertigen(beschlossen, titel=" ", wortlaut="<p> </p>", benutzer=sitzungsdienst)
    assert set(fehler.value.message_dict) == {"titel", "wortlaut"}
    ausfertigen(beschlossen, sitzungsdienst)
    with pytest.raises(ValidationError, match="schon ausgefertigt"):
        ausfertigen(beschlossen, sitzungsdienst)
    assert Satzung.objects.count() == 1


def test_regel_89_on_the_pages(beschlossen, freigegeben, sitzungsdienst, fremde, client):
    client.force_login(sitzungsdienst)
    akte, weg = f"/verwaltung/vorlagen/{beschlossen.pk}/", f"/verwaltung/vorlagen/{beschlossen.pk}/satzung/"
    assert client.get(f"/verwaltung/vorlagen/{freigegeben.pk}/satzung/").status_code == 404
    assert "Satzung zur Unterschrift" in client.get(akte).content.decode()
    leer = client.post(weg, {"titel": "", "wortlaut": "<p>Getippt</p>"})
    assert leer.status_code == 422 and "Getippt" in leer.content.decode()
    seite = client.post(weg, {"titel": "Satzung", "wortlaut": WORTLAUT}, follow=True).content.decode()
    assert "steht noch aus" in seite
    druck = Satzung.objects.get().dokument
    assert client.get(f"/verwaltung/vorlagen/dokumente/{druck.pk}/").headers["Content-Type"] == "application/pdf"
    zu_frueh = client.post(weg, {"amtsblatt": "Nr. 7/2019", "verkuendet_am": "01.01.2019"})
    assert zu_frueh.status_code == 422 and "erst am 27.06.2019" in zu_frueh.content.decode()
    seite = client.post(weg, {"amtsblatt": "Nr. 7/2019", "verkuendet_am": "28.06.2019"}, follow=True).content.decode()
    assert "Nr. 7/2019, 28.06.2019" in seite
    # Another office reads the public paper, not the one for the signature.
    client.force_login(fremde)
    assert client.get(weg).status_code == 403
    assert client.get(f"/verwaltung/vorlagen/dokumente/{druck.pk}/").status_code == 404
