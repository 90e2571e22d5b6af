"""The life of a Protokoll (§ 68 NKomVG): finish, sign, approve, correct, publish. Each act is one transaction."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from gremien.choices import GremiumArt, ProtokollVeroeffentlichung, Unterzeichner
from gremien.models import Regelwerk, Wahlperiode
from konten.rechte import darf
from sitzungen import mitteilungen, protokolldokumente, register, wahlen
from sitzungen.choices import PROTOKOLL_OFFEN, SitzungStatus, Teil
from sitzungen.choices import ProtokollStatus as S
from sitzungen.models import (
    Einwendung,
    Protokoll,
    Protokollberichtigung,
    Protokollfassung,
    Protokollunterschrift,
    SitzungVerlauf,
    Tagesordnungspunkt,
    vermerken,
)
from sitzungen.protokollbloecke import beginnen, inhalt
from sitzungen.unterschriften import offene_unterschriften, unterzeichner, zeichenbare, zeichnet_selbst
from vorlagen import personenbezug
from vorlagen.choices import ANGENOMMEN, Personenbezug
from wittmund_ris import uhr
from wittmund_ris.druckbar import druckbar
from wittmund_ris.richtext import klartext
from wittmund_ris.workflow import Uebergang, finde

UEBERGAENGE = (
    Uebergang(
        "fertigstellen",
        von=PROTOKOLL_OFFEN,
        nach=S.FERTIG,
        titel="Fertigstellen",
        folge="Tatsachen und Texte werden als neue Fassung versiegelt, jeder Teil als eigenes Dokument. Die Mitglieder "
        "erhalten einen Hinweis.",
    ),
    Uebergang(
        "zuruecknehmen",
        von=(S.FERTIG, S.UNTERZEICHNET),
        nach=S.ENTWURF,
        titel="Wieder bearbeiten",
        folge="Die versiegelte Fassung bleibt erhalten. Die nächste Fassung muss neu unterzeichnet werden.",
        bemerkung_pflicht=True,
    ),
    Uebergang(
        "unterzeichnen",
        von=(S.FERTIG,),
        nach=S.UNTERZEICHNET,
        titel="Unterzeichnen",
        folge="Die Unterschrift gilt für die angegebene Fassung und lässt sich nicht zurücknehmen.",
    ),
    Uebergang(
        "genehmigen",
        von=(S.UNTERZEICHNET,),
        nach=S.GENEHMIGT,
        titel="Genehmigung festhalten",
        folge="Das Protokoll ist danach gesperrt. Wird einer Einwendung stattgegeben, folgt eine berichtigte Fassung.",
    ),
    Uebergang(
        "berichtigen",
        von=(S.GENEHMIGT,),
        nach=S.BERICHTIGUNG,
        titel="Berichtigung beginnen",
        folge="Die genehmigte Fassung bleibt unverändert; die Berichtigung wird eine neue Fassung.",
        bemerkung_pflicht=True,
    ),
    Uebergang(
        "veroeffentlichen",
        von=(S.GENEHMIGT,),
        nach=S.GENEHMIGT,
        titel="Veröffentlichen",
        folge="Der öffentliche Teil steht danach auf der Seite der Sitzung im Bürgerportal.",
    ),
)
RECHTE = {
    "unterzeichnen": "sitzungen.protokoll_unterzeichnen",
    "veroeffentlichen": "sitzungen.protokoll_veroeffentlichen",
}


def recht(name: str) -> str:
    """The right that a step asks for."""
    return RECHTE.get(name, "sitzungen.protokollieren")


def moegliche_uebergaenge(protokoll, benutzer) -> list[Uebergang]:
    """The buttons that this account may see now."""
    return [
        u
        for u in UEBERGAENGE
        if u.gilt(protokoll.status)
        and darf(benutzer, recht(u.name), protokoll.sitzung)
        and _hat_sinn(protokoll, u.name, benutzer)
    ]


def _hat_sinn(protokoll, name, benutzer) -> bool:
    if name == "fertigstellen":
        return protokoll.sitzung.ist_geschlossen
    if name == "unterzeichnen":
        return bool(zeichenbare(protokoll, benutzer))
    if name == "veroeffentlichen":
        return veroeffentlichbar(protokoll)
    return True


def _beginnen(protokoll, name, benutzer):
    """Lock, look up the arrow, ask for the right: the start of every act."""
    protokoll = (
        Protokoll.objects.select_for_update(of=("self",))
        .select_related("sitzung__gremium", "sitzung__leitung")
        .get(pk=protokoll.pk)
    )
    uebergang = finde(UEBERGAENGE, name, protokoll.status)
    if not darf(benutzer, recht(name), protokoll.sitzung):
        raise PermissionDenied("Dieser Schritt steht Ihnen für dieses Protokoll nicht zu.")
    return protokoll, uebergang


def _sauber(text: str, feld: str, fehlt: str) -> str:
    text = druckbar({feld: text})[feld].strip()
    if not text:
        raise ValidationError({feld: fehlt})
    return text


def _setzen(protokoll, status, benutzer, bemerkung, **felder):
    protokoll.status = status
    for name, wert in felder.items():
        setattr(protokoll, name, wert)
    protokoll.save(update_fields=["status", *felder])
    vermerken(protokoll.sitzung, SitzungVerlauf.Aktion.PROTOKOLL, benutzer, bemerkung)
    return protokoll


# --- Finish ---------------------------------------------------------------------------------------------------
def fehlende_ergebnisse(sitzung) -> list[Tagesordnungspunkt]:
    """The items with a paper that have no result yet; they hold the Protokoll up (§ 68 S. 2 NKomVG)."""
    return list(sitzung.tops.filter(beratung__isnull=False, ergebnis=""))


@transaction.atomic
def fertigstellen(protokoll, *, benutzer) -> Protokollfassung:
    """Seal facts and texts as the next version, each part as a document of its own, and tell the members.

    ValidationError before the sitting is closed, while an item with a paper lacks a result, or an election is open. After
    the approval the version carries the decision that asked for it.
    """
    protokoll, uebergang = _beginnen(protokoll, "fertigstellen", benutzer)
    sitzung = protokoll.sitzung
    if offen := fehlende_ergebnisse(sitzung):
        nummern = ", ".join(t.nummer_lang for t in offen)
        raise ValidationError(f"Es fehlen noch Ergebnisse zu: {nummern}. Bitte halten Sie sie zuerst fest.")
    if sitzung.status != SitzungStatus.GESCHLOSSEN:
        raise ValidationError("Das Protokoll wird fertiggestellt, wenn die Sitzung geschlossen ist.")
    wahlen.pruefe_abgeschlossen(sitzung)
    beginnen(sitzung, benutzer=benutzer)
    berichtigung = protokoll.berichtigungen.last() if protokoll.genehmigt_am else None
    nummer, jetzt = protokoll.fassungsnummer + 1, uhr.jetzt()
    daten, zeichnen = inhalt(protokoll), unterzeichner(sitzung)
    druck = {"nummer": nummer, "berichtigung": berichtigung, "stand": jetzt}
    druck["unterzeichner"] = [Unterzeichner(r).label for r in zeichnen]
    papiere = {}
    for teil in (d["teil"] for d in daten):
        pdf = protokolldokumente.protokoll_pdf(sitzung, daten, teil, **druck)
        papiere[teil] = protokolldokumente.versiegeln(sitzung, pdf, teil, nummer, benutzer=benutzer)
    fassung = Protokollfassung.objects.create(
        protokoll=protokoll,
        nummer=nummer,
        inhalt=daten,
        unterzeichner=zeichnen,
        oeffentlich=papiere.get(Teil.OEFFENTLICH),
        nichtoeffentlich=papiere.get(Teil.NICHTOEFFENTLICH),
        berichtigung=berichtigung,
        erstellt_am=jetzt,
        erstellt_von=benutzer,
    )
    _setzen(protokoll, uebergang.nach, benutzer, f"Fassung {nummer} fertiggestellt", fassungsnummer=nummer)
    mitteilungen.protokoll_fertig(fassung)
    return fassung


@transaction.atomic
def zuruecknehmen(protokoll, *, bemerkung, benutzer) -> Protokoll:
    """Take a finished Protokoll up again before its approval, with the reason. The sealed version stays."""
    protokoll, uebergang = _beginnen(protokoll, "zuruecknehmen", benutzer)
    grund = _sauber(bemerkung, "bemerkung", "Bitte geben Sie an, warum das Protokoll noch einmal bearbeitet wird.")
    nach = S.BERICHTIGUNG if protokoll.genehmigt_am else uebergang.nach
    return _setzen(protokoll, nach, benutzer, f"wieder in Bearbeitung: {grund}")


# --- Sign -----------------------------------------------------------------------------------------------------
@transaction.atomic
def unterzeichnen(protokoll, rolle, *, benutzer, auf_papier_am=None, name="") -> Protokoll:
    """Record one signature of the version sealed last: the signer's own, or with `auf_papier_am` one on paper and its name.

    With the last one the Protokoll is *unterzeichnet*; a corrected version of an approved one is *genehmigt* again. Nobody
    signs twice for the same version.
    """
    protokoll, _ = _beginnen(protokoll, "unterzeichnen", benutzer)
    sitzung, fassung = protokoll.sitzung, protokoll.fassung
    if rolle not in offene_unterschriften(protokoll):
        raise ValidationError({"rolle": "Diese Unterschrift ist schon festgehalten oder nicht vorgesehen."})
    papier = auf_papier_am is not None
    if (rolle, papier) not in zeichenbare(protokoll, benutzer):
        if papier and zeichnet_selbst(sitzung, rolle):
            raise ValidationError({"rolle": "Wer ein Konto hat, bestätigt die Unterschrift selbst."})
        raise PermissionDenied("Diese Unterschrift leistet jemand anders.")
    if papier and not sitzung.tag <= auf_papier_am <= uhr.heute():
        raise ValidationError({"auf_papier_am": "Der Tag liegt zwischen der Sitzung und heute."})
    vorgabe = sitzung.leitung.name if rolle == Unterzeichner.VORSITZ else ""
    wer = (name.strip() or vorgabe) if papier else str(benutzer)
    wer = _sauber(wer, "name", "Bitte geben Sie an, wer unterschrieben hat.")
    Protokollunterschrift.objects.create(
        fassung=fassung, rolle=rolle, name=wer, auf_papier_am=auf_papier_am, am=uhr.jetzt(), benutzer=benutzer
    )
    wie = f" auf Papier am {auf_papier_am:%d.%m.%Y}" if papier else ""
    text = f"Fassung {fassung.nummer} unterschrieben{wie}: {wer}, {Unterzeichner(rolle).label}"
    status = protokoll.status
    if not offene_unterschriften(protokoll):
        status = S.GENEHMIGT if protokoll.genehmigt_am else S.UNTERZEICHNET
    return _setzen(protokoll, status, benutzer, text)


# --- Approve, correct -----------------------------------------------------------------------------------------
def genehmigende_punkte(protokoll):
    """The items that may approve: of a later closed sitting of the body, adopted; for the last Protokoll of a term also of
    the Kreisausschuss, where the Regelwerk says so. First those that name this Protokoll.
    """
    sitzung = protokoll.sitzung
    punkte = Tagesordnungspunkt.objects.filter(
        sitzung__status=SitzungStatus.GESCHLOSSEN, sitzung__beginn__gt=sitzung.beginn, ergebnis__in=ANGENOMMEN
    ).filter(beratung=None)
    punkte = punkte.filter(protokoll_von=sitzung) | punkte.filter(protokoll_von=None)
    eigene = punkte.filter(sitzung__gremium=sitzung.gremium)
    if ist_letztes_der_wahlperiode(sitzung) and Regelwerk.objects.gilt_am(sitzung.tag).protokoll_letzte_durch_ka:
        eigene |= punkte.filter(sitzung__gremium__art=GremiumArt.HAUPTAUSSCHUSS)
    return eigene.select_related("sitzung__gremium").order_by("protokoll_von", "sitzung__beginn", "pk")


def ist_letztes_der_wahlperiode(sitzung) -> bool:
    """No later sitting of the body in the term of this one."""
    periode = Wahlperiode.objects.filter(von__lte=sitzung.tag, bis__gte=sitzung.tag).first()
    spaetere = sitzung.gremium.sitzungen.filter(beginn__gt=sitzung.beginn).exclude(status=SitzungStatus.ABGESAGT)
    return bool(periode) and not spaetere.filter(beginn__lt=uhr.tagesbeginn(periode.bis)).exists()


@transaction.atomic
def genehmigen(protokoll, *, top, einwendungen=(), benutzer) -> Protokoll:
    """Record the approval that `top` decided, with the objections raised (`erhoben_von`, `inhalt`, `stattgegeben`).

    An objection concerns the rendering alone. Where one was upheld, the Protokoll is approved as corrected: its corrected
    version follows. ValidationError if `top` did not approve it; not before all have signed (UebergangNichtMoeglich).
    """
    protokoll, uebergang = _beginnen(protokoll, "genehmigen", benutzer)
    if not genehmigende_punkte(protokoll).filter(pk=top.pk).exists():
        raise ValidationError(
            {
                "top": "Genehmigt wird durch angenommenen Beschluss in einer späteren, geschlossenen Sitzung des Gremiums."
            }
        )
    stattgegeben = []
    for e in einwendungen:
        einwendung = Einwendung.objects.create(
            protokoll=protokoll,
            fassung=protokoll.fassung,
            erhoben_von=_sauber(e["erhoben_von"], "erhoben_von", "Bitte geben Sie an, wer die Einwendung erhoben hat."),
            inhalt=_sauber(e["inhalt"], "inhalt", "Bitte geben Sie den Inhalt der Einwendung an."),
            stattgegeben=e["stattgegeben"],
            am=uhr.jetzt(),
            benutzer=benutzer,
        )
        stattgegeben += [einwendung.inhalt] if einwendung.stattgegeben else []
    wo = f"{top.nummer_lang} der Sitzung {top.sitzung}"
    nach = S.BERICHTIGUNG if stattgegeben else uebergang.nach
    mit = ", mit Berichtigung" if stattgegeben else ""
    protokoll = _setzen(
        protokoll, nach, benutzer, f"genehmigt mit {wo}{mit}", genehmigt_am=uhr.jetzt(), genehmigt_mit=top
    )
    if stattgegeben:
        Protokollberichtigung.objects.create(
            protokoll=protokoll,
            beschluss=wo[:300],
            beschlossen_am=top.sitzung.tag,
            grund="\n".join(stattgegeben),
            erfasst_von=benutzer,
        )
    return protokoll


@transaction.atomic
def berichtigen(protokoll, *, beschluss, beschlossen_am, grund, benutzer) -> Protokollberichtigung:
    """Open an approved Protokoll for a correction that was decided: by which decision, when, and why. The next version
    carries all three; the approved one stays as it is.
    """
    protokoll, uebergang = _beginnen(protokoll, "berichtigen", benutzer)
    beschluss = _sauber(beschluss, "beschluss", "Bitte geben Sie den Beschluss über die Berichtigung an.")
    grund = _sauber(grund, "grund", "Bitte geben Sie den Grund der Berichtigung an.")
    if not protokoll.sitzung.tag <= beschlossen_am <= uhr.heute():
        raise ValidationError({"beschlossen_am": "Der Tag des Beschlusses liegt zwischen der Sitzung und heute."})
    berichtigung = Protokollberichtigung.objects.create(
        protokoll=protokoll, beschluss=beschluss, beschlossen_am=beschlossen_am, grund=grund, erfasst_von=benutzer
    )
    _setzen(protokoll, uebergang.nach, benutzer, f"Berichtigung beschlossen am {beschlossen_am:%d.%m.%Y}: {grund}")
    return berichtigung


# --- Publish --------------------------------------------------------------------------------------------------
def veroeffentlichbar(protokoll) -> bool:
    """Is there an approved public part that does not hang out yet, and does the Regelwerk let it?

    Nothing of the Kreisausschuss ever (§ 78 Abs. 2 NKomVG).
    """
    sitzung = protokoll.sitzung
    return (
        protokoll.status == S.GENEHMIGT
        and sitzung.ist_veroeffentlicht
        and sitzung.ist_oeffentlich
        and sitzung.gremium.art != GremiumArt.HAUPTAUSSCHUSS
        and Regelwerk.objects.gilt_am(sitzung.tag).protokoll_veroeffentlichung
        == ProtokollVeroeffentlichung.NACH_GENEHMIGUNG
        and protokoll.veroeffentlichte_fassung != protokoll.fassungsnummer
        and protokoll.fassung.oeffentlich_id is not None
    )


def datenschutz_hinweise(protokoll) -> list[personenbezug.Hinweis]:
    """What looks like personal data in the public part of the version sealed last: where to look, no decision (rule 102)."""
    teile = [d for d in protokoll.fassung.inhalt if d["teil"] == Teil.OEFFENTLICH]
    texte = [(f"{a['nummer'] or a['titel']}", a) for d in teile for a in d["abschnitte"]]
    gefunden = []
    for wo, a in texte:
        worte = [a["text"], *(t["wortlaut"] for t in a["tatsachen"]), *(t["text"] for t in a["tatsachen"])]
        gefunden += [h for w in worte for h in personenbezug.stellen(wo, klartext(w))]
    return gefunden


@transaction.atomic
def veroeffentlichen(protokoll, *, datenschutz, datenschutz_grund="", benutzer) -> Protokoll:
    """Hang out the public part of the approved version, after the answer to the question about personal data (Art. 5, 6 DSGVO).

    `datenschutz` is a `Personenbezug`; a yes says why. ValidationError where nothing may be published.
    """
    protokoll, uebergang = _beginnen(protokoll, "veroeffentlichen", benutzer)
    if not veroeffentlichbar(protokoll):
        raise ValidationError("Von diesem Protokoll gibt es keinen Teil, der veröffentlicht werden darf.")
    if datenschutz not in Personenbezug.values:
        raise ValidationError({"datenschutz": personenbezug.OHNE_ANTWORT})
    antwort = personenbezug.KEINE
    if datenschutz == Personenbezug.JA:
        antwort = personenbezug.ZULAESSIG.format(
            _sauber(datenschutz_grund, "datenschutz_grund", personenbezug.OHNE_GRUND)
        )
    if gezeigt := datenschutz_hinweise(protokoll):
        antwort += f"\nHinweise der Prüfung: {', '.join(dict.fromkeys(f'{h.art} ({h.wo})' for h in gezeigt))}."
    nummer = protokoll.fassungsnummer
    protokoll = _setzen(
        protokoll,
        uebergang.nach,
        benutzer,
        f"öffentlicher Teil der Fassung {nummer} veröffentlicht. {antwort}",
        veroeffentlicht_am=uhr.jetzt(),
        veroeffentlichte_fassung=nummer,
    )
    register.nachfuehren(protokoll.sitzung)
    return protokoll
