"""The page of a Satzung that was passed: its paper for the signature, then its Verkündung."""

from django.http import Http404
from django.shortcuts import render

from vorlagen import satzung
from vorlagen.forms.satzung import AusfertigenForm, VerkuendenForm
from vorlagen.models import Satzung
from vorlagen.views.rahmen import fordern, gesendet, hole_vorlage, krumen, seite, weiter


@seite
def bearbeiten(request, pk):
    """One act after the other: nothing is made public in the Amtsblatt that was not made out for the signature."""
    vorlage = hole_vorlage(request, pk)
    fordern(request.user, "vorlagen.satzung", vorlage)
    if not satzung.ist_moeglich(vorlage):
        raise Http404
    ausgefertigt = Satzung.objects.filter(vorlage=vorlage).select_related("dokument").first()
    if ausgefertigt:
        form = VerkuendenForm(gesendet(request), satzung=ausgefertigt, benutzer=request.user)
        meldung = "Die Verkündung ist eingetragen."
    else:
        form = AusfertigenForm(gesendet(request), vorlage=vorlage, benutzer=request.user)
        meldung = "Die Satzung liegt zur Unterschrift bereit."
    if request.method == "POST" and form.versuchen():
        return weiter(request, vorlage, meldung)
    kontext = {"form": form, "vorlage": vorlage, "satzung": ausgefertigt, "brotkrumen": krumen(vorlage, "Satzung")}
    return render(request, "vorlagen/satzung.html", kontext, status=422 if request.method == "POST" else 200)
