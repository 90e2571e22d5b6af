"""The one question about rights: `darf(benutzer, name, objekt)`.

It asks the predicates of the `rules.py` modules through `rules.test_rule`, never `has_perm`: a superuser
passes every `has_perm`, and must pass neither four eyes nor the wall round what is non-public.
"""

import rules


def darf(benutzer, name: str, objekt=None) -> bool:
    """True if this account may do or see `name` on `objekt`. An inactive or anonymous one may nothing.

    Raises KeyError for a right that no `rules.py` knows: a typing error must not look like a refusal.
    """
    if not rules.rule_exists(name):
        raise KeyError(f"Kein Recht dieses Namens: {name}")
    if not (benutzer.is_authenticated and benutzer.is_active):
        return False
    return rules.test_rule(name, benutzer, objekt)


def in_rolle(*rollen: str) -> rules.Predicate:
    """Predicate: the account is in one of these roles (one query, remembered on the account)."""

    @rules.predicate(name=f"in_rolle:{','.join(rollen)}")
    def mitglied(benutzer):
        return not rollen_von(benutzer).isdisjoint(rollen)

    return mitglied


def rollen_von(benutzer) -> set[str]:
    """The names of the roles of an account."""
    if not hasattr(benutzer, "_rollen"):
        benutzer._rollen = set(benutzer.groups.values_list("name", flat=True)) if benutzer.pk else set()
    return benutzer._rollen
