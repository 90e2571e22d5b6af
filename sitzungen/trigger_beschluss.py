"""Database triggers of elections and decisions: what was counted and decided in a sitting stands when it is closed."""

import pgtrigger


def _steht(name: str, wahl: str, offen: str, *, am_ende: str = "", vars=()) -> pgtrigger.Trigger:
    """Refuse writing unless the sitting of the Wahl whose key is `wahl` (SQL over `zeile`) has a status in `offen`."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("status", "text"), ("zeile", "record"), *vars],
        func=f"""
            IF TG_OP = 'DELETE' THEN zeile := OLD; ELSE zeile := NEW; END IF;
            SELECT si.status INTO status FROM sitzungen_sitzung si
                JOIN sitzungen_tagesordnungspunkt t ON t.sitzung_id = si.id WHERE t.id = {wahl};
            IF status NOT IN ({offen}) THEN
                RAISE EXCEPTION 'pgtrigger: Gewählt wird nur in einer eröffneten Sitzung; danach steht die Wahl fest.';
            END IF;
            {am_ende}
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,  # noqa: S608 - put together from the constants of this module
    )


# Prepared with the invitation, counted in the open sitting.
_VORBEREITET, _EROEFFNET = "'eingeladen', 'eroeffnet'", "'eroeffnet'"
_AUS_WAHL = "(SELECT w.top_id FROM sitzungen_wahl w WHERE w.id = zeile.wahl_id)"
_AUS_GANG = (
    "(SELECT w.top_id FROM sitzungen_wahl w JOIN sitzungen_wahlgang g ON g.wahl_id = w.id WHERE g.id = zeile.gang_id)"
)
# § 67 NKomVG: an election by Zuruf knows one candidate; nobody casts two ballots.
_ZURUF = """
    IF TG_OP <> 'DELETE' AND zeile.verfahren = 'zuruf' AND
        (SELECT count(*) FROM sitzungen_kandidat k WHERE k.wahl_id = zeile.wahl_id AND NOT k.tritt_zurueck) <> 1 THEN
        RAISE EXCEPTION 'pgtrigger: Durch Zuruf oder Handzeichen wird nur bei einer einzigen Bewerbung gewählt.';
    END IF;
"""
_SUMME = """
    IF TG_OP <> 'DELETE' THEN
        SELECT coalesce(sum(s.anzahl), 0) INTO summe FROM sitzungen_wahlstimmen s
            WHERE s.gang_id = NEW.gang_id AND s.id IS DISTINCT FROM NEW.id;
        SELECT g.stimmberechtigte - g.ungueltig - g.nein - g.enthaltung INTO frei FROM sitzungen_wahlgang g
            WHERE g.id = NEW.gang_id;
        IF summe + NEW.anzahl > frei THEN
            RAISE EXCEPTION 'pgtrigger: Mehr Stimmen als anwesende Stimmberechtigte.';
        END IF;
    END IF;
"""
wahl_steht = _steht("wahl_steht", "zeile.top_id", _VORBEREITET)
kandidat_steht = _steht("kandidat_steht", _AUS_WAHL, _VORBEREITET)
gang_steht = _steht("wahlgang_steht", _AUS_WAHL, _EROEFFNET, am_ende=_ZURUF)
stimmen_der_wahl_stehen = _steht(
    "wahlstimmen_stehen", _AUS_GANG, _EROEFFNET, am_ende=_SUMME, vars=(("summe", "bigint"), ("frei", "bigint"))
)
los_steht = _steht("los_steht", _AUS_GANG, _EROEFFNET)

# § 85 Abs. 1 Nr. 2 NKomVG: what was decided is carried out as it was decided; its entry never goes and never says something else.
beschluss_bleibt = pgtrigger.Trigger(
    name="beschluss_bleibt",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP = 'DELETE' OR (OLD.top_id, OLD.nummer, OLD.wortlaut) IS DISTINCT FROM (NEW.top_id, NEW.nummer, NEW.wortlaut) THEN
            RAISE EXCEPTION 'pgtrigger: Ein Beschluss steht fest; nur sein Stand ändert sich.';
        END IF;
        RETURN NEW;
    """,
)
