"""Database triggers: what was released cannot be changed, whoever writes (shell, admin, bulk update)."""

import pgtrigger

from vorlagen.archivschritte import ARCHIVSCHRITTE, ENDGUELTIG
from vorlagen.choices import ABGESCHLOSSENE_STATUS, NICHT_AUSGESONDERT

# What stays from the release on, in every Fassung.
FESTE_FELDER = (
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
    "verfasst_von_id",
    "freigegeben_von_id",
    "freigegeben_am",
    "gezeichnet_von_id",
    "gezeichnet_name",
    "gezeichnet_zusatz",
    "gezeichnet_ort",
    "neufassung_von_id",
    "fassung_grund",
)
# What a new Fassung may say differently, as soon as it is sealed.
FASSUNGSFELDER = (
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
    condition=pgtrigger.Condition(f"OLD.freigegeben_am IS NOT NULL AND ({_geaendert(FESTE_FELDER)})"),
)
freigegebener_text_nur_mit_fassung = pgtrigger.Trigger(
    name="freigegebener_text_nur_mit_fassung",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func=f"""
        IF OLD.freigegeben_am IS NOT NULL AND ({_geaendert(("fassung", *FASSUNGSFELDER))}) AND NOT (
            NEW.fassung = OLD.fassung + 1 AND OLD.status IN ('freigegeben', 'in_beratung') AND NEW.status = OLD.status
            AND EXISTS (SELECT 1 FROM vorlagen_fassung f WHERE f.vorlage_id = NEW.id AND f.nummer = NEW.fassung)
        ) THEN
            RAISE EXCEPTION 'pgtrigger: Der Text einer freigegebenen Vorlage ändert sich nur mit einer neuen, versiegelten Fassung.';
        END IF;
        RETURN NEW;
    """,  # noqa: S608 - put together from the constants of this module
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


def _nach_freigabe(
    name: str, felder, sonst: str = "FALSE", umzug: str = "", einfuegbar: str = "FALSE"
) -> pgtrigger.Trigger:
    """Rows that belong to a released Vorlage: none is added (but for `einfuegbar`) or deleted, and these columns stand still;
    `sonst` is a further refusal.

    None moves to another paper, unless `umzug` (SQL that returns NEW) lets it.
    """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("eltern", "bigint"), ("frei", "timestamptz")],
        func=f"""
            IF TG_OP = 'DELETE' THEN eltern := OLD.vorlage_id; ELSE eltern := NEW.vorlage_id; END IF;
            IF TG_OP = 'UPDATE' AND OLD.vorlage_id <> NEW.vorlage_id THEN
                {umzug}
                RAISE EXCEPTION 'pgtrigger: Was zu einer Vorlage gehört, zieht nicht zu einer anderen um.';
            END IF;
            SELECT freigegeben_am INTO frei FROM vorlagen_vorlage WHERE id = eltern;
            IF TG_OP = 'INSERT' AND {einfuegbar} THEN RETURN NEW; END IF;
            IF frei IS NOT NULL AND (TG_OP <> 'UPDATE' OR {_geaendert(felder)} OR {sonst}) THEN
                RAISE EXCEPTION 'pgtrigger: Die Vorlage ist freigegeben, ihr Inhalt ist unveränderlich.';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,  # noqa: S608 - put together from the constants of this module
    )


beratungsfolge_unveraendert = _nach_freigabe(
    "beratungsfolge_unveraendert",
    ("position", "gremium_id", "rolle", "geplant_am"),
    # What was sealed stays sealed; a referral inserts behind it, and only what was inserted may make room.
    sonst="(OLD.einschub = 0) <> (NEW.einschub = 0)",
    einfuegbar="NEW.einschub > 0",
)
ANLAGE_FEST = ("titel", "ist_oeffentlich", "ist_geschwaerzt", "ist_angekuendigt", "datei_id", "geschwaerzt_id")
anlagen_unveraendert = _nach_freigabe(
    "anlagen_unveraendert",
    ("position", "titel", "ist_oeffentlich", "ist_geschwaerzt", "ist_angekuendigt"),
    # An announced Anlage may be handed in once; what was handed in stands.
    sonst="(OLD.datei_id IS NOT NULL AND OLD.datei_id IS DISTINCT FROM NEW.datei_id)"
    " OR (OLD.geschwaerzt_id IS NOT NULL AND OLD.geschwaerzt_id IS DISTINCT FROM NEW.geschwaerzt_id)",
    # From the working copy to its paper, once the sealed Fassung in force lists it; nothing but its place changes.
    umzug=f"""
                IF NOT ({_geaendert(ANLAGE_FEST)}) AND EXISTS (
                    SELECT 1 FROM vorlagen_vorlage kopie
                      JOIN vorlagen_vorlage ziel ON ziel.id = kopie.neufassung_von_id
                      JOIN vorlagen_fassung f ON f.vorlage_id = ziel.id AND f.nummer = ziel.fassung
                     WHERE kopie.id = OLD.vorlage_id AND ziel.id = NEW.vorlage_id AND f.nummer > 1
                       AND f.inhalt->'anlagen' @> jsonb_build_array(jsonb_build_object('id', NEW.oeffentliche_id::text))
                ) THEN RETURN NEW; END IF;""",  # noqa: S608 - put together from the constants of this module
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
# What members handed in with their motion stands from the receipt on, as its words do. Its publicity is the house's to say.
eingereichte_anlagen_bleiben = pgtrigger.Trigger(
    name="eingereichte_anlagen_bleiben",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Condition("OLD.mit_eingereicht"),
    func=f"""
        IF EXISTS (SELECT 1 FROM vorlagen_vorlage v WHERE v.id = OLD.vorlage_id AND v.eingegangen_am IS NOT NULL) AND (
            TG_OP = 'DELETE' OR {_geaendert(("vorlage_id", "position", "titel", "mit_eingereicht"))}
            OR (OLD.datei_id IS NOT NULL AND OLD.datei_id IS DISTINCT FROM NEW.datei_id)
        ) THEN
            RAISE EXCEPTION 'pgtrigger: Diese Anlage haben die Antragstellenden eingereicht; sie steht seit dem Eingang fest.';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,  # noqa: S608 - put together from the constants of this module
)
eingereichte_dateien_bleiben = pgtrigger.Trigger(
    name="eingereichte_dateien_bleiben",
    when=pgtrigger.Before,
    operation=pgtrigger.Delete,
    func="""
        IF OLD.art = 'intern' AND EXISTS (
            SELECT 1 FROM vorlagen_anlage a JOIN vorlagen_vorlage v ON v.id = a.vorlage_id
             WHERE a.id = OLD.anlage_id AND a.mit_eingereicht AND v.eingegangen_am IS NOT NULL
        ) THEN
            RAISE EXCEPTION 'pgtrigger: Diese Datei haben die Antragstellenden eingereicht; sie steht seit dem Eingang fest.';
        END IF;
        RETURN OLD;
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


# --- The index entry of the search is out of date as soon as its source changes, whoever writes ---
SUCHFELDER = (
    "art",
    "betreff",
    "sachverhalt",
    "anmerkung",
    "beschlussvorschlag",
    "stellungnahme",
    "laufnummer",
    "jahr",
    "zusatz",
    "ursprung_id",
    "amt_id",
    "antragsteller_gremium_id",
    "antragsteller_person_id",
)


def _veralten(name: str, felder, tabelle: str, spalte: str, schluessel: str) -> pgtrigger.Trigger:
    """Mark the entry in `tabelle` whose key is `schluessel` (SQL), and make it where there is none."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(*felder),
        func=f"""
            INSERT INTO {tabelle} ({spalte}, fassung, ist_aktuell) SELECT {schluessel}, '', FALSE
            ON CONFLICT ({spalte}) DO UPDATE SET ist_aktuell = FALSE;
            RETURN NULL;
        """,  # noqa: S608 - put together from the constants of this module
    )


suche_der_vorlage_veraltet = _veralten(
    "suche_der_vorlage_veraltet", SUCHFELDER, "vorlagen_vorlagensuche", "vorlage_id", "NEW.id"
)
suche_der_anlage_veraltet = _veralten(
    "suche_der_anlage_veraltet", ("titel", "datei_id", "geschwaerzt_id"), "vorlagen_anlagensuche", "anlage_id", "NEW.id"
)
suche_im_anlagentext_veraltet = _veralten(
    "suche_im_anlagentext_veraltet",
    ("text",),
    "vorlagen_anlagensuche",
    "anlage_id",
    "(SELECT anlage_id FROM vorlagen_anlagedatei WHERE id = NEW.datei_id)",
)

# What a body has decided stands (§ 68 NKomVG): a closed station keeps its outcome, whoever writes.
beschluss_steht = pgtrigger.Protect(
    name="beschluss_steht",
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition(
        "OLD.abgeschlossen_am IS NOT NULL AND "
        f"({_geaendert(('vorlage_id', 'gremium_id', 'rolle', 'ergebnis', 'ist_geaendert', 'wortlaut', 'abgeschlossen_am'))})"
    ),
)


def _werte(namen) -> str:
    return ", ".join(f"'{name}'" for name in namen)


# § 7 NArchG: a matter goes to the archive step by step, never back from its answer, and no row is lost on the way.
archivweg_steht = pgtrigger.Trigger(
    name="archivweg_steht",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("v", "record")],
    func=f"""
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'pgtrigger: Der Weg eines Vorgangs zum Archiv wird nicht gelöscht.';
        END IF;
        IF TG_OP = 'INSERT' THEN
            SELECT status, freigegeben_am, neufassung_von_id INTO v FROM vorlagen_vorlage WHERE id = NEW.vorlage_id;
            IF v.freigegeben_am IS NULL OR v.neufassung_von_id IS NOT NULL
                OR v.status NOT IN ({_werte(ABGESCHLOSSENE_STATUS)}) THEN
                RAISE EXCEPTION 'pgtrigger: Ausgesondert wird nur ein abgeschlossener Vorgang.';
            END IF;
            IF NEW.stand NOT IN ({_werte(s.nach for s in ARCHIVSCHRITTE if NICHT_AUSGESONDERT in s.von)}) THEN
                RAISE EXCEPTION 'pgtrigger: Der Weg zum Archiv beginnt mit der Aussonderung.';
            END IF;
            RETURN NEW;
        END IF;
        IF OLD.vorlage_id <> NEW.vorlage_id THEN
            RAISE EXCEPTION 'pgtrigger: Der Weg zum Archiv gehört zu seinem Vorgang.';
        END IF;
        IF OLD.stand IN ({_werte(ENDGUELTIG)}) THEN
            RAISE EXCEPTION 'pgtrigger: Das Archiv hat entschieden, der Stand ist endgültig.';
        END IF;
        IF OLD.stand <> NEW.stand AND (OLD.stand, NEW.stand) NOT IN (
            {", ".join(f"('{von}', '{s.nach}')" for s in ARCHIVSCHRITTE for von in s.von if von != NICHT_AUSGESONDERT)}
        ) THEN
            RAISE EXCEPTION 'pgtrigger: Diesen Schritt zum Archiv gibt es nicht.';
        END IF;
        RETURN NEW;
    """,  # noqa: S608 - put together from the table of steps
)
