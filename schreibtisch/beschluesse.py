"""The desk and the decisions: what an Amt has to carry out, and what the Sitzungsdienst follows up."""

from django.db.models import F, Q
from django.urls import reverse

from schreibtisch.bloecke import Block, Frist, Zeile
from sitzungen.models import Beschluss


def auszufuehren(benutzer, heute) -> Block:
    """The open decisions of the own Amt, by date."""
    offene = Beschluss.objects.offene().filter(amt=benutzer.amt_id).mit_herkunft()
    zeilen = [
        Zeile(
            str(b),
            reverse("beschlusskontrolle:detail", args=[b.pk]),
            b.kurz,
            frist=Frist(b.faellig_am, "Auszuführen bis", heute) if b.faellig_am else None,
        )
        for b in offene.order_by(F("faellig_am").asc(nulls_last=True), "pk")
    ]
    return Block(
        "beschluesse",
        "Beschlüsse, die Ihr Amt ausführt",
        "Zurzeit führt Ihr Amt keinen Beschluss aus.",
        ("offener Beschluss", "offene Beschlüsse"),
        zeilen,
        mehr=("Beschlusskontrolle", f"{reverse('beschlusskontrolle:liste')}?amt={benutzer.amt_id}"),
    )


def nachzuhalten(benutzer, heute) -> Block:
    """Open decisions that no Amt has been given yet, and those past their date."""
    offene = Beschluss.objects.offene().filter(Q(amt__isnull=True) | Q(faellig_am__lt=heute)).mit_herkunft()
    zeilen = [
        Zeile(
            str(b),
            reverse("beschlusskontrolle:detail", args=[b.pk]),
            f"{b.amt}: {b.kurz}" if b.amt else f"Noch kein Amt zuständig: {b.kurz}",
            frist=Frist(b.faellig_am, "Auszuführen bis", heute) if b.faellig_am else None,
        )
        for b in offene.order_by(F("faellig_am").asc(nulls_last=True), "pk")
    ]
    return Block(
        "beschlusskontrolle",
        "Beschlüsse nachhalten",
        "Jeder offene Beschluss hat ein Amt und liegt in der Zeit.",
        ("Beschluss nachzuhalten", "Beschlüsse nachzuhalten"),
        zeilen,
        mehr=("Beschlusskontrolle", reverse("beschlusskontrolle:liste")),
    )
