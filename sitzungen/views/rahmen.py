"""Where the pages of the acts stand. Workspace and admin show the same forms and partials in their own frame."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse


def status(form) -> int:
    """422 for a form that was refused, so that no browser and no test takes it for done."""
    return 422 if form is not None and form.errors else 200


class Rahmen:
    """The workspace: its template and its addresses. The admin has a subclass."""

    vorlage = "sitzungen/akt.html"

    def url(self, name, *args) -> str:
        """The address of `detail`, of a step, of `tagesordnung` or of the `ergebnis` of an item."""
        return reverse(f"sitzungen:{name}", args=args)

    def kontext(self, request, sitzung, titel) -> dict:
        krumen = [
            ("Sitzungen", reverse("sitzungen:liste")),
            (str(sitzung), self.url("detail", sitzung.pk)),
            (titel, ""),
        ]
        return {"brotkrumen": krumen}

    def zeichnen(self, request, sitzung, teil, titel, **kontext):
        """The page of an act: the partial `teil` in the frame."""
        zurueck = self.url("detail", sitzung.pk)
        rahmen = {"sitzung": sitzung, "objekt": sitzung, "teil": teil, "titel": titel, "abbrechen_url": zurueck}
        gesamt = rahmen | self.kontext(request, sitzung, titel) | kontext
        return render(request, self.vorlage, gesamt, status=status(kontext["form"]))

    def vorlage_url(self, vorlage) -> str:
        """The page of a Vorlage in this wing."""
        return reverse("vorlagen:detail", args=[vorlage.pk])

    def zeichnen_vorlage(self, request, vorlage, titel, **kontext):
        """The confirmation of an act on a Vorlage."""
        krumen = [("Vorlagen", reverse("vorlagen:liste")), (str(vorlage), self.vorlage_url(vorlage)), (titel, "")]
        rahmen = {"objekt": vorlage, "teil": "verwaltung/_uebergang.html", "titel": titel, "brotkrumen": krumen}
        return render(request, self.vorlage, rahmen | kontext, status=status(kontext["form"]))

    def zurueck(self, request, sitzung, meldung="", art=messages.SUCCESS, anker=""):
        """Back to the sitting, with a message."""
        if meldung:
            messages.add_message(request, art, meldung)
        return redirect(self.url("detail", sitzung.pk) + anker)


ARBEITSBEREICH = Rahmen()
