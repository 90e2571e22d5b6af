"""Database triggers: what was released cannot be changed, whoever writes (shell, admin, bulk update)."""

import pgtrigger

# The content that the sealed Fassung shows.
INHALTSFELDER = (
    "art",
    "sachgebiet",
    "jahr",
    "laufnummer",
    "zusatz",
    "ursprung_id",
    "antragsteller_gremium_id",
    "antragsteller_person_id",
    "eingegangen_am",
    "amt_id",
    "aktenzeichen",
    "ist_oeffentlich",
    "nichtoeffentlich_grund",
    "betreff",
    "sachverhalt",
    "anmerkung",
    "beschlussvorschlag",
    "stellungnahme",
    "gesamtkosten_keine",
    "gesamtkosten",
    "folgekosten_keine",
    "folgekosten",
    "einnahmen_keine",
    "einnahmen",
    "haushaltsmittel",
    "haushaltsmittel_betrag",
    "produktkonto",
    "verfasst_von_id",
    "freigegeben_von_id",
    "freigegeben_am",
    "gezeichnet_von_id",
    "gezeichnet_name",
    "gezeichnet_ort",
)
# What a member handed in: theirs from the receipt on, whoever works on it.
GESTELLTE_FELDER = (
    "art",
    "verfasst_von_id",
    "antragsteller_gremium_id",
    "antragsteller_person_id",
    "betreff",
    "sachverhalt",
    "beschlussvorschlag",
)


def _geaendert(felder) -> str:
    return " OR ".join(f"OLD.{feld} IS DISTINCT FROM NEW.{feld}" for feld in felder)


freigegebenes_unveraendert = pgtrigger.Protect(
    name="freigegebenes_unveraendert",
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition(f"OLD.freigegeben_am IS NOT NULL AND ({_geaendert(INHALTSFELDER)})"),
)
freigegebenes_bleibt = pgtrigger.Protect(
    name="freigegebenes_bleibt",
    operation=pgtrigger.Delete,
    condition=pgtrigger.Condition("OLD.freigegeben_am IS NOT NULL"),
)
# The receipt goes only with the formal return, and no word changes in that same act.
gestelltes_unveraendert = pgtrigger.Protect(
    name="gestelltes_unveraendert",
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition(
        f"OLD.eingegangen_am IS NOT NULL AND ({_geaendert(GESTELLTE_FELDER)} OR (OLD.eingegangen_am IS DISTINCT FROM "
        "NEW.eingegangen_am AND NOT (NEW.eingegangen_am IS NULL AND OLD.status = 'eingegangen' AND NEW.status = 'entwurf')))"
    ),
)


def _nach_freigabe(name: str, felder, sonst: str = "FALSE") -> pgtrigger.Trigger:
    """Rows that belong to a released Vorlage: none is added or deleted, and these columns stand still; `sonst` is a further refusal."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("eltern", "bigint"), ("frei", "timestamptz")],
        func=f"""
            IF TG_OP = 'DELETE' THEN eltern := OLD.vorlage_id; ELSE eltern := NEW.vorlage_id; END IF;
            SELECT freigegeben_am INTO frei FROM vorlagen_vorlage WHERE id = eltern;
            IF frei IS NOT NULL AND (TG_OP <> 'UPDATE' OR {_geaendert(felder)} OR {sonst}) THEN
                RAISE EXCEPTION 'pgtrigger: Die Vorlage ist freigegeben, ihr Inhalt ist unveränderlich.';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,  # noqa: S608 - put together from the constants of this module
    )


beratungsfolge_unveraendert = _nach_freigabe(
    "beratungsfolge_unveraendert", ("vorlage_id", "position", "gremium_id", "rolle", "geplant_am")
)
anlagen_unveraendert = _nach_freigabe(
    "anlagen_unveraendert",
    ("vorlage_id", "position", "titel", "ist_oeffentlich", "ist_geschwaerzt", "ist_angekuendigt"),
    # An announced Anlage may be handed in once; what was handed in stands.
    sonst="(OLD.datei_id IS NOT NULL AND OLD.datei_id IS DISTINCT FROM NEW.datei_id)"
    " OR (OLD.geschwaerzt_id IS NOT NULL AND OLD.geschwaerzt_id IS DISTINCT FROM NEW.geschwaerzt_id)",
)
anlagedateien_bleiben = pgtrigger.Trigger(
    name="anlagedateien_bleiben",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("zeile", "bigint"), ("frei", "timestamptz"), ("angekuendigt", "boolean")],
    func="""
        IF TG_OP = 'UPDATE' THEN
            RAISE EXCEPTION 'pgtrigger: Die Datei einer Anlage ist unveränderlich; eine neue Version ist eine neue Zeile.';
        END IF;
        IF TG_OP = 'DELETE' THEN zeile := OLD.anlage_id; ELSE zeile := NEW.anlage_id; END IF;
        SELECT v.freigegeben_am, a.ist_angekuendigt INTO frei, angekuendigt
          FROM vorlagen_anlage a JOIN vorlagen_vorlage v ON v.id = a.vorlage_id WHERE a.id = zeile;
        IF frei IS NOT NULL AND (TG_OP = 'DELETE' OR NOT angekuendigt
            OR EXISTS (SELECT 1 FROM vorlagen_anlagedatei d WHERE d.anlage_id = zeile AND d.art = NEW.art)) THEN
            RAISE EXCEPTION 'pgtrigger: Die Vorlage ist freigegeben, ihre Anlagen sind unveränderlich.';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
)

# A verdict is what an office has said; a request that was made happened. Only a plan may be taken off.
votum_steht = pgtrigger.Protect(
    name="votum_steht",
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition("OLD.stand IN ('erledigt', 'hinfaellig')"),
)
anforderung_bleibt = pgtrigger.Protect(
    name="anforderung_bleibt",
    operation=pgtrigger.Delete,
    condition=pgtrigger.Condition("OLD.stand <> 'geplant'"),
)
