"""Bodies, terms and rules: what the law fixes, and what the database refuses."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, transaction

from gremien import oeffentlich
from gremien.choices import MitgliedRolle
from gremien.models import Gremium, Mitgliedschaft, Person, Regelwerk, Wahlperiode


def test_publicity_of_bodies(welt):
    """§ 64 Abs. 1, § 72 Abs. 1, § 78 Abs. 2 NKomVG."""
    regelwerk = Regelwerk.objects.gilt_am(date(2019, 5, 13))
    for erlaubt in (True, False):
        regelwerk.ausschuesse_oeffentlich = erlaubt
        assert welt.kreistag.tagt_oeffentlich(regelwerk) is True
        assert welt.kreisausschuss.tagt_oeffentlich(regelwerk) is False
        assert welt.sozialausschuss.tagt_oeffentlich(regelwerk) is erlaubt
        assert welt.fraktion.tagt_oeffentlich(regelwerk) is False


def test_statutory_number_of_members(welt):
    tag = date(2019, 5, 13)
    regelwerk = Regelwerk.objects.gilt_am(tag)
    assert welt.kreistag.mitglieder_gesetzlich(regelwerk, tag) == 43
    assert welt.sozialausschuss.mitglieder_gesetzlich(regelwerk, tag) == 11
    welt.sozialausschuss.mitglieder_soll = None
    welt.sozialausschuss.mitgliedschaften.filter(person__nachname="Mitglied10").update(ist_stimmberechtigt=False)
    assert welt.sozialausschuss.mitglieder_gesetzlich(regelwerk, tag) == 10


def test_regelwerk_of_a_day_is_one(welt):
    periode = Wahlperiode.objects.get(von__year=2016)
    with pytest.raises(Error), transaction.atomic():
        Regelwerk.objects.create(wahlperiode=periode, von=date(2018, 1, 1), beschluss="Zweites")
    with pytest.raises(Regelwerk.DoesNotExist, match=r"01\.01\.2010"):
        Regelwerk.objects.gilt_am(date(2010, 1, 1))
    falsch = Regelwerk(wahlperiode=periode, von=date(2030, 1, 1), beschluss="Zu spät")
    with pytest.raises(ValidationError, match="in seiner Wahlperiode"):
        falsch.clean()


def test_person_sits_once_in_a_body_at_a_time(welt):
    person = welt.personen[0]
    with pytest.raises(Error), transaction.atomic():
        Mitgliedschaft.objects.create(person=person, gremium=welt.kreistag, von=date(2018, 1, 1))
    person.mitgliedschaften.filter(gremium=welt.kreistag).update(bis=date(2017, 12, 31))
    Mitgliedschaft.objects.create(person=person, gremium=welt.kreistag, von=date(2018, 1, 1))


def test_person_belongs_to_one_fraktion_at_a_time(welt):
    andere = Gremium.objects.create(
        koerperschaft=welt.koerperschaft, art="gruppe", name="Gruppe Weite See", slug="weite-see"
    )
    zweite = Mitgliedschaft(person=welt.personen[0], gremium=andere, von=date(2018, 1, 1))
    with pytest.raises(ValidationError, match="Fraktion Die Mitte"):
        zweite.clean()
    welt.personen[0].mitgliedschaften.filter(gremium=welt.fraktion).update(bis=date(2017, 12, 31))
    zweite.clean()


def test_grundmandat_has_no_vote(welt):
    """§ 71 Abs. 4 NKomVG: an advisory seat."""
    with pytest.raises(Error), transaction.atomic():
        Mitgliedschaft.objects.create(
            person=welt.personen[30],
            gremium=welt.sozialausschuss,
            rolle=MitgliedRolle.GRUNDMANDAT,
            ist_stimmberechtigt=True,
            von=date(2016, 11, 1),
        )


def test_person_is_public_only_through_a_seat(welt):
    Person.objects.create(vorname="Ohne", nachname="Mandat")
    namen = {a.titel for a in oeffentlich.alle_aushaenge() if a.art == "person"}
    assert "Vorname05 Mitglied05" in namen
    assert "Ohne Mandat" not in namen
    felder = {name for a in oeffentlich.alle_aushaenge() if a.art == "person" for name in a.daten}
    assert felder <= {"body", "name", "familyName", "givenName", "formOfAddress", "title", "membership"}
