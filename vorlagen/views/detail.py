"""One paper: everything about it that an account may see, and what it may do with it."""

from functools import partial

from django.shortcuts import redirect
from django.views.generic import DetailView

from gremien.fristen import Sitzungskalender
from konten.rechte import darf
from vorlagen import archivierung, mitzeichnung, neufassung, satzung
from vorlagen.arten import WORTE_DES_MANDATS
from vorlagen.bezuege import bezuege
from vorlagen.choices import BERATBARE_STATUS, ENTWURFSSTATUS, INTERNE_AKTIONEN, VorlageStatus
from vorlagen.lesbarkeit import anlagensicht, leserkreise, oeffentlichkeit
from vorlagen.models import Satzung, Vorlage
from vorlagen.planung import planung
from vorlagen.pruefung import OHNE_BEFUND, pruefung_von
from vorlagen.stationen import interne_stationen, oeffentliche_stationen
from vorlagen.verweise import verbindungen
from vorlagen.views.anlagendateien import zeilen
from vorlagen.views.rahmen import adressen, drucke_fuer
from vorlagen.workflow import moegliche_uebergaenge
from wittmund_ris import uhr


class Detail(DetailView):
    """Everything about one paper that this account may see, and what it may do with it."""

    template_name = "vorlagen/vorlage_detail.html"
    context_object_name = "vorlage"

    def get_queryset(self):
        return Vorlage.objects.sichtbar_fuer(self.request.user).select_related(
            "amt",
            "verfasst_von",
            "freigegeben_von",
            "herkunft",
            "ursprung",
            "antragsteller_person",
            "antragsteller_gremium",
            "archivierung__archiv",
        )

    def get(self, request, *args, **kwargs):
        self.object = vorlage = self.get_object()
        if vorlage.kommt_aus_mandat and vorlage.status == VorlageStatus.ENTWURF:
            # Not handed in: nobody but its author sees it, on a page of its own.
            return redirect("antraege:antrag", vorlage.pk)
        return self.render_to_response(self.get_context_data(object=vorlage))

    def get_context_data(self, **kwargs):
        vorlage, benutzer = self.object, self.request.user
        intern = darf(benutzer, "vorlagen.intern_sehen", vorlage)
        im_haus = intern and darf(benutzer, "vorlagen.mitzeichnung_sehen", vorlage)
        darf_bearbeiten = darf(benutzer, "vorlagen.bearbeiten", vorlage)
        stationen = interne_stationen(vorlage) if intern else oeffentliche_stationen(vorlage)
        drucke = drucke_fuer(vorlage, intern).select_related("fassung")
        verbundene = verbindungen(vorlage, benutzer)
        # What needs no reason stands first.
        schritte = sorted(moegliche_uebergaenge(vorlage, benutzer), key=lambda u: (u.gefaehrlich, u.bemerkung_pflicht))
        # Only as long as something can still be planned.
        plant = intern and vorlage.status in (*ENTWURFSSTATUS, *BERATBARE_STATUS)
        kalender = Sitzungskalender(uhr.heute()) if plant else None
        begruendungen = list(vorlage.begruendungen.all()) if intern else []
        beantwortet = {(b.code, b.befund) for b in begruendungen}
        kreise = leserkreise(vorlage) if intern else ()
        lage = oeffentlichkeit(vorlage) if intern else None
        pruefung = OHNE_BEFUND
        if vorlage.ist_entwurf and (darf_bearbeiten or schritte):
            pruefung = pruefung_von(vorlage)
        return super().get_context_data(
            intern=intern,
            bezuege=bezuege(vorlage, benutzer),
            texte=texte_von(vorlage),
            zeigt_finanzierung=vorlage.blatt.hat_finanzierung and vorlage.amt_id is not None,
            kann_ergaenzen=darf_bearbeiten
            and vorlage.status in BERATBARE_STATUS
            and not vorlage.kommt_aus_mandat
            and vorlage.amt_id == benutzer.amt_id,
            stationen=[
                (s, bool(s.sitzung and darf(benutzer, "sitzungen.sehen", s.sitzung)), kalender and _plan(s, kalender))
                for s in stationen
            ],
            anlagen=zeilen(vorlage, intern, partial(anlagensicht, vorlage=vorlage, kreise=kreise, lage=lage)),
            drucke=drucke,
            hat_pdf=bool(drucke) or not vorlage.freigegeben_am,
            leserkreise=kreise,
            oeffentlichkeit=lage,
            verbindungen=verbundene,
            adressen=adressen(verbundene),
            hat_versionen=intern or vorlage.verfasst_von_id == benutzer.pk,
            verlauf=_verlauf(vorlage, im_haus) if intern else (),
            schritte=schritte,
            # Only for those who can do something about them.
            maengel=pruefung.maengel,
            warnungen=[w for w in pruefung.warnungen if (w.code, str(w)) not in beantwortet],
            hinweise=pruefung.hinweise,
            begruendungen=begruendungen,
            kann_bearbeiten=darf_bearbeiten and vorlage.ist_bearbeitbar,
            kann_kopieren=darf(benutzer, "vorlagen.anlegen"),
            kann_zuruecknehmen=vorlage.ist_veroeffentlicht and darf(benutzer, "vorlagen.entfernen", vorlage),
            kopie=neufassung.offene_fuer(vorlage, benutzer) if vorlage.freigegeben_am else None,
            kann_neu_fassen=darf(benutzer, "vorlagen.neu_fassen", vorlage) and neufassung.ist_moeglich(vorlage),
            fassungen=vorlage.fassungen.defer("inhalt").select_related("erstellt_von").order_by("-nummer")
            if vorlage.fassung > 1
            else (),
            **_satzung(vorlage, benutzer),
            zeigt_archiv=archivierung.ist_abgeschlossen(vorlage) and darf(benutzer, "vorlagen.ausfuehren", vorlage),
            archivierung=getattr(vorlage, "archivierung", None),
            archivschritte=archivierung.schritte_fuer(vorlage, benutzer),
            kann_nachreichen=vorlage.status in BERATBARE_STATUS and darf(benutzer, "vorlagen.nachreichen", vorlage),
            **(self._mitzeichnung(vorlage, benutzer) if im_haus else {}),
            **kwargs,
        )

    def _mitzeichnung(self, vorlage, benutzer) -> dict:
        """Who co-signs, until when; what this account may do about it."""
        laeuft = vorlage.status == VorlageStatus.IN_MITZEICHNUNG
        return {
            "runden": mitzeichnung.runden(vorlage),
            "jetzt": vorlage.versionen.last(),
            "meine": set(mitzeichnung.offene_fuer(benutzer).filter(vorlage=vorlage).values_list("pk", flat=True))
            if laeuft
            else (),
            "kann_planen": mitzeichnung.ist_planbar(vorlage)
            and darf(benutzer, "vorlagen.mitzeichnung_planen", vorlage),
            "kann_steuern": laeuft and darf(benutzer, "vorlagen.mitzeichnung_steuern", vorlage),
        }


def _verlauf(vorlage, im_haus):
    """What happened; what the offices said to each other before the release only for the house."""
    return vorlage.verlauf.all() if im_haus else vorlage.verlauf.exclude(aktion__in=INTERNE_AKTIONEN)


def _satzung(vorlage, benutzer) -> dict:
    """The Satzung that was passed with this paper, and whether this account makes it out or enters its Verkündung."""
    if not satzung.ist_moeglich(vorlage):
        return {}
    return {
        "satzung": Satzung.objects.filter(vorlage=vorlage).first(),
        "kann_satzung": darf(benutzer, "vorlagen.satzung", vorlage),
    }


def _plan(station, kalender):
    """What the calendar says of a station that is on no dispatched agenda yet."""
    return None if station.sitzung else planung(station.beratung, kalender)


def texte_von(vorlage) -> list[dict]:
    """The texts of this kind under their headings; one that may be empty shows only if it is not."""
    texte = [t for t in vorlage.blatt.texte if t.feld != "beschlussvorschlag" or vorlage.hat_beschluss]
    if vorlage.amt_id is None:
        texte = [t for t in texte if t.feld in WORTE_DES_MANDATS]
    return [
        {"titel": t.titel, "inhalt": getattr(vorlage, t.feld)} for t in texte if t.fehlt or getattr(vorlage, t.feld)
    ]
