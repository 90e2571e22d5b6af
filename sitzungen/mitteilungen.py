"""Who is told of the life of a Sitzung: its members, and those whose papers it handles.

A mail names a public sitting that hangs out; of every other one its day alone.
"""

from django.db.models import Q
from django.urls import reverse

from gremien.choices import GremiumArt
from gremien.fristen import Fristen, naechste_abgabe
from gremien.models import Mitgliedschaft
from hinweise.choices import HinweisArt
from hinweise.zustellen import hinweisen
from konten.models import Benutzer
from konten.rollen import AMTSLEITUNG, MANDATSTRAEGER, SACHBEARBEITUNG
from vorlagen.choices import BERATBARE_STATUS, ENTWURFSSTATUS, ergebnis_text
from vorlagen.models import Vorlage
from wittmund_ris import uhr


def verlegt(sitzung, vorher, eintrag) -> None:
    """The Ämter whose papers stand on its agenda or are planned for the day that it had, with the new Abgabefrist.

    `eintrag` is the line of the Verlauf: a sitting may move back, and that is news again.
    """
    abgabe = _abgabefrist(Fristen().abgabe(sitzung.tag))
    for vorlage in _papiere(sitzung, vorher):
        satz = f"{sitzung.gremium}: neuer Termin {sitzung.tag:%d.%m.%Y} statt {vorher:%d.%m.%Y}.{abgabe}"
        if vorlage.status in ENTWURFSSTATUS:
            satz += " Bitte wählen Sie in der Beratungsfolge den neuen Termin."
        _an_das_amt(
            vorlage,
            schluessel=f"sitzung:{sitzung.pk}:verlegen:{eintrag.pk}:{vorlage.pk}",
            titel=f"Sitzung verlegt: {vorlage}",
            text=satz,
            titel_mail=f"Zur Vorlage {vorlage.nummer} hat sich der Sitzungstermin geändert"
            if vorlage.nummer
            else "Der Sitzungstermin einer Ihrer Vorlagen hat sich geändert",
        )


def abgesagt(sitzung, bemerkung) -> None:
    """The members, if they were invited; and the Ämter and authors of its papers, which are free for another agenda: with the
    Abgabefrist of the next sitting."""
    am_tag = f"Die Sitzung am {sitzung.tag:%d.%m.%Y} ist abgesagt"
    satz = f"Abgesagt: {sitzung}" if sitzung.ist_veroeffentlicht else am_tag
    if sitzung.eingeladen_am:
        hinweisen(
            _mitglieder(sitzung),
            schluessel=f"sitzung:{sitzung.pk}:absagen",
            art=HinweisArt.SITZUNG,
            titel=f"Abgesagt: {sitzung}",
            text=bemerkung.strip(),
            grund="Sie gehören dem Gremium an und waren eingeladen.",
            # Members see a sitting that was called off on its public page only.
            ziel=sitzung.pfad if sitzung.ist_veroeffentlicht else "",
            titel_mail=satz,
        )
    naechste = naechste_abgabe(sitzung.gremium, uhr.heute())
    wann = (
        f"Nächste Sitzung: {sitzung.gremium} am {naechste.tag:%d.%m.%Y}.{_abgabefrist(naechste.abgabe)}"
        if naechste
        else "Eine weitere Sitzung, deren Abgabefrist noch läuft, ist nicht geplant."
    )
    for vorlage in _papiere(sitzung, sitzung.tag):
        entwurf = vorlage.status in ENTWURFSSTATUS
        rat = "Bitte wählen Sie in der Beratungsfolge einen anderen Termin." if entwurf else ""
        _an_das_amt(
            vorlage,
            [vorlage.auskunft_an] if vorlage.auskunft_an and not entwurf else [],
            schluessel=f"sitzung:{sitzung.pk}:absagen:{vorlage.pk}",
            titel=f"Sitzung abgesagt: {vorlage}" if entwurf else f"Nicht beraten, Sitzung abgesagt: {vorlage}",
            text=f"{rat or 'Die Vorlage kann auf eine andere Tagesordnung.'} {wann}",
            titel_mail=f"Die Vorlage {vorlage.nummer} wurde nicht beraten: Sitzung abgesagt"
            if vorlage.nummer
            else "Eine Sitzung, für die Sie eine Vorlage planen, ist abgesagt",
        )


def beraten(sitzung, top) -> None:
    """The result of a paper, to its author and the head of its Amt: those who may read it, also where it is not public."""
    vorlage = top.beratung.vorlage
    ergebnis = ergebnis_text(top.ergebnis, top.rolle, geaendert=top.ist_geaendert, verwiesen_an=top.verwiesen_an or "")
    _an_das_amt(
        vorlage,
        schluessel=f"sitzung:{sitzung.pk}:ergebnis:{vorlage.pk}",
        titel=f"{sitzung.gremium}: {ergebnis}",
        text=str(vorlage),
        titel_mail=f"Zur Vorlage {vorlage.nummer} liegt ein Beratungsergebnis vor",
    )


def protokoll_fertig(fassung) -> None:
    """A finished version, to all members of the body (Geschäftsordnung: each gets a copy), and to who presided, to sign it."""
    sitzung = fassung.protokoll.sitzung
    tag = f"{sitzung.tag:%d.%m.%Y}"
    hinweisen(
        _mitglieder(sitzung),
        art=HinweisArt.SITZUNG,
        schluessel=f"protokoll:{fassung.pk}:fertig",
        titel=f"Protokoll der Sitzung {sitzung} liegt vor",
        text=f"Fassung {fassung.nummer}. Einwendungen erheben Sie in der Sitzung, die das Protokoll genehmigt.",
        grund="Sie sind Mitglied des Gremiums.",
        ziel=reverse("sitzungen:detail", args=[sitzung.pk]),
        titel_mail=f"Das Protokoll einer Sitzung vom {tag} liegt vor",
    )
    if sitzung.leitung and sitzung.leitung.benutzer:
        hinweisen(
            [sitzung.leitung.benutzer],
            art=HinweisArt.AUFGABE,
            schluessel=f"protokoll:{fassung.pk}:zeichnen",
            titel=f"Bitte unterzeichnen: Protokoll der Sitzung {sitzung}",
            grund="Sie haben die Sitzung geleitet.",
            ziel=reverse("sitzungen:protokoll", args=[sitzung.pk]),
            titel_mail=f"Das Protokoll einer Sitzung vom {tag} wartet auf Ihre Unterschrift",
        )


def _an_das_amt(vorlage, weitere=(), **worte) -> None:
    """The head of the Amt in charge, its author while working there, and `weitere` who may read the paper anyway."""
    im_amt = Benutzer.objects.filter(is_active=True, amt__isnull=False, amt=vorlage.amt)
    konten = im_amt.filter(groups__name=AMTSLEITUNG) | im_amt.filter(
        pk=vorlage.verfasst_von_id, groups__name=SACHBEARBEITUNG
    )
    hinweisen(
        [*konten, *weitere],
        art=HinweisArt.STAND,
        grund="Sie haben die Vorlage verfasst, oder Ihr Amt ist für sie federführend.",
        ziel=reverse("vorlagen:detail", args=[vorlage.pk]),
        **worte,
    )


def _papiere(sitzung, tag):
    """The papers on its agenda, and those whose open station in its body is planned for that day, where no other sitting of
    the body is. Working copies are left out: their paper is told."""
    planung = Q(beratungen__tops__sitzung=sitzung)
    if not any(s.tag == tag for s in sitzung.gremium.sitzungen.anstehend(tag).exclude(pk=sitzung.pk)):
        planung |= Q(
            beratungen__gremium=sitzung.gremium,
            beratungen__geplant_am=tag,
            beratungen__abgeschlossen_am__isnull=True,
            beratungen__tops__isnull=True,
        )
    papiere = Vorlage.objects.filter(planung, status__in=(*ENTWURFSSTATUS, *BERATBARE_STATUS))
    return papiere.filter(neufassung_von__isnull=True).select_related("amt", "verfasst_von").distinct()


def _abgabefrist(tag) -> str:
    if tag is None:
        return ""
    vorbei = "war" if tag < uhr.heute() else "ist"
    return f" Die Abgabefrist dafür {vorbei} der {tag:%d.%m.%Y}."


def _mitglieder(sitzung):
    """Members of the body on its day who have an account, the role and a seat in the Kreistag: who may see the sitting."""
    sitze = Mitgliedschaft.objects.am(sitzung.tag).filter(gremium=sitzung.gremium)
    mandate = Mitgliedschaft.objects.am(uhr.heute()).filter(gremium__art=GremiumArt.VERTRETUNG)
    return Benutzer.objects.filter(
        is_active=True,
        groups__name=MANDATSTRAEGER,
        person__in=sitze.values("person"),
    ).filter(person__in=mandate.values("person"))
