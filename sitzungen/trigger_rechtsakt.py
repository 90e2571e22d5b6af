"""Database triggers of the legal acts: rows stand as they were written, and later facts are entered once."""

import pgtrigger


def steht(name: str, einmal=(), schluss: str = "") -> pgtrigger.Trigger:
    """No row goes, no column changes but those of `einmal`, and these only from empty to their value; after the column
    `schluss` is set, none of them.
    """
    ohne = "".join(f" - '{feld}'" for feld in einmal)
    gesetzt = " OR ".join(
        f"(COALESCE(OLD.{feld}::text, '') <> '' AND OLD.{feld} IS DISTINCT FROM NEW.{feld})" for feld in einmal
    )
    beendet = f"OLD.{schluss} IS NOT NULL AND to_jsonb(OLD) IS DISTINCT FROM to_jsonb(NEW)" if schluss else "FALSE"
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            IF TG_OP = 'DELETE' THEN
                RAISE EXCEPTION 'pgtrigger: Was rechtlich geschehen ist, wird nicht gelöscht.';
            END IF;
            IF (to_jsonb(OLD){ohne}) IS DISTINCT FROM (to_jsonb(NEW){ohne}) OR ({gesetzt or "FALSE"}) OR ({beendet}) THEN
                RAISE EXCEPTION 'pgtrigger: Was rechtlich geschehen ist, steht fest.';
            END IF;
            RETURN NEW;
        """,  # noqa: S608 - put together from the names of columns
    )


# § 78 Abs. 3 NKomVG: no other body decides without a sitting.
umlauf_nur_im_hauptausschuss = pgtrigger.Trigger(
    name="umlauf_nur_im_hauptausschuss",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func="""
        IF NOT EXISTS (SELECT 1 FROM vorlagen_beratung b JOIN gremien_gremium g ON g.id = b.gremium_id
            WHERE b.id = NEW.beratung_id AND g.art = 'hauptausschuss') THEN
            RAISE EXCEPTION 'pgtrigger: Im Umlauf beschließt nur der Kreisausschuss (§ 78 Abs. 3 NKomVG).';
        END IF;
        RETURN NEW;
    """,
)
umlaufstimme_nur_im_lauf = pgtrigger.Trigger(
    name="umlaufstimme_nur_im_lauf",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func="""
        IF NOT EXISTS (SELECT 1 FROM sitzungen_umlauf u WHERE u.id = NEW.umlauf_id AND u.beendet_am IS NULL) THEN
            RAISE EXCEPTION 'pgtrigger: Das Umlaufverfahren ist beendet.';
        END IF;
        RETURN NEW;
    """,
)
# The duty to inform stays; which item meets it may change while agendas are planned.
unterrichtung_bleibt = pgtrigger.Trigger(
    name="unterrichtung_bleibt",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'pgtrigger: Eine Unterrichtung wird nicht gelöscht.';
        END IF;
        IF (to_jsonb(OLD) - 'top_id') IS DISTINCT FROM (to_jsonb(NEW) - 'top_id') THEN
            RAISE EXCEPTION 'pgtrigger: Was rechtlich geschehen ist, steht fest.';
        END IF;
        RETURN NEW;
    """,
)
