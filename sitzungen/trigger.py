"""Database triggers of the sittings: what the law says always, and what was dispatched stands."""

import pgtrigger

# § 78 Abs. 2 NKomVG: the Kreisausschuss never sits in public. The address of a sitting is permanent.
kreisausschuss_nichtoeffentlich = pgtrigger.Trigger(
    name="kreisausschuss_nichtoeffentlich",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    declare=[("artname", "text")],
    func="""
        SELECT art INTO artname FROM gremien_gremium WHERE id = NEW.gremium_id;
        IF artname = 'hauptausschuss' AND (NEW.ist_oeffentlich OR NEW.veroeffentlicht_am IS NOT NULL) THEN
            RAISE EXCEPTION 'pgtrigger: Der Kreisausschuss tagt nichtöffentlich (§ 78 Abs. 2 NKomVG).';
        END IF;
        IF TG_OP = 'UPDATE' AND OLD.kennung IS DISTINCT FROM NEW.kennung THEN
            RAISE EXCEPTION 'pgtrigger: Die Adresse einer Sitzung ist dauerhaft.';
        END IF;
        RETURN NEW;
    """,
)

# What of an item never moves after the invitation, in SQL.
_FEST = [
    "oeffentliche_id",
    "sitzung_id",
    "teil",
    "position",
    "nummer",
    "titel",
    "beratung_id",
    "ist_ueberschrift",
    "oberpunkt_id",
    "lage",
    "ist_standard",
    "nichtoeffentlich_grund",
    "protokoll_von_id",
    "herkunft",
    "nachtrag",
    "aufnahme_grund",
]
_ALT, _NEU = (", ".join(f"{zeile}.{name}" for name in _FEST) for zeile in ("OLD", "NEW"))

# Numbers, parts and titles do not move after the invitation; a public item needs a public sitting; a non-public paper
# never stands in the public part. Afterwards come only: an item of a Nachtrag while the sitting is invited, one by an urgent
# decision while it is open, an Absetzung, the order of treatment, results. After closing only a public title is corrected.
tagesordnung_steht = pgtrigger.Trigger(
    name="tagesordnung_steht",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("s", "record"), ("papier_oeffentlich", "boolean"), ("ober", "record")],
    func=f"""
        IF TG_OP = 'DELETE' THEN
            SELECT status, ist_oeffentlich INTO s FROM sitzungen_sitzung WHERE id = OLD.sitzung_id;
        ELSE
            SELECT status, ist_oeffentlich INTO s FROM sitzungen_sitzung WHERE id = NEW.sitzung_id;
        END IF;
        IF TG_OP <> 'DELETE' THEN
            IF NEW.teil = 'oe' AND NOT s.ist_oeffentlich THEN
                RAISE EXCEPTION 'pgtrigger: Eine nichtöffentliche Sitzung hat keinen öffentlichen Teil.';
            END IF;
            IF NEW.teil = 'oe' AND NEW.beratung_id IS NOT NULL THEN
                SELECT v.ist_oeffentlich INTO papier_oeffentlich FROM vorlagen_vorlage v
                    JOIN vorlagen_beratung b ON b.vorlage_id = v.id WHERE b.id = NEW.beratung_id;
                IF NOT papier_oeffentlich THEN
                    RAISE EXCEPTION 'pgtrigger: Eine nichtöffentliche Vorlage gehört in den nichtöffentlichen Teil.';
                END IF;
            END IF;
            IF NEW.oberpunkt_id IS NOT NULL THEN
                SELECT sitzung_id, id INTO ober FROM sitzungen_tagesordnungspunkt WHERE id = NEW.oberpunkt_id;
                IF ober.sitzung_id <> NEW.sitzung_id OR ober.id = NEW.id THEN
                    RAISE EXCEPTION 'pgtrigger: Ein Unterpunkt gehört zu einem anderen Punkt derselben Sitzung.';
                END IF;
            END IF;
        END IF;
        IF TG_OP = 'INSERT' AND s.status <> 'geplant' AND NOT (
            (s.status = 'eingeladen' AND NEW.herkunft = 'nachtrag' AND NEW.nummer <> '')
            OR (s.status = 'eroeffnet' AND NEW.herkunft = 'dringlich' AND NEW.nummer <> '')) THEN
            RAISE EXCEPTION 'pgtrigger: Die Tagesordnung ist versandt.';
        END IF;
        IF TG_OP = 'INSERT' AND s.status = 'geplant' AND NEW.herkunft <> 'einladung' THEN
            RAISE EXCEPTION 'pgtrigger: Ein Nachtrag folgt auf die Einladung.';
        END IF;
        IF TG_OP = 'DELETE' AND s.status <> 'geplant' THEN
            RAISE EXCEPTION 'pgtrigger: Die Tagesordnung ist versandt.';
        END IF;
        IF TG_OP = 'UPDATE' AND s.status <> 'geplant' THEN
            IF ({_ALT}) IS DISTINCT FROM ({_NEU}) THEN
                RAISE EXCEPTION 'pgtrigger: Die Tagesordnung ist versandt, ihre Punkte stehen fest.';
            END IF;
            IF OLD.oeffentlicher_titel IS DISTINCT FROM NEW.oeffentlicher_titel
                AND (OLD.teil <> 'n' OR NEW.oeffentlicher_titel = '' OR NEW.titel_berichtigt_am IS NOT DISTINCT FROM
                OLD.titel_berichtigt_am) THEN
                RAISE EXCEPTION 'pgtrigger: Ein öffentlicher Titel wird nur mit Vermerk berichtigt.';
            END IF;
            IF OLD.abgesetzt_am IS NOT NULL AND (OLD.abgesetzt_am, OLD.ergebnis, OLD.ergebnis_grund) IS DISTINCT FROM
                (NEW.abgesetzt_am, NEW.ergebnis, NEW.ergebnis_grund) THEN
                RAISE EXCEPTION 'pgtrigger: Der Punkt ist abgesetzt.';
            END IF;
            IF OLD.ohne_oeffentlichkeit_seit IS NOT NULL AND OLD.ohne_oeffentlichkeit_seit IS DISTINCT FROM
                NEW.ohne_oeffentlichkeit_seit THEN
                RAISE EXCEPTION 'pgtrigger: Der Ausschluss der Öffentlichkeit ist festgehalten.';
            END IF;
        END IF;
        IF TG_OP = 'UPDATE' AND s.status IN ('geschlossen', 'abgesagt') AND
            (to_jsonb(OLD) - 'oeffentlicher_titel' - 'titel_berichtigt_am') IS DISTINCT FROM
            (to_jsonb(NEW) - 'oeffentlicher_titel' - 'titel_berichtigt_am') THEN
            RAISE EXCEPTION 'pgtrigger: Die Sitzung ist beendet.';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,  # noqa: S608 - put together from the constants of this module
)

# Votes are written while the sitting is open, and never after.
stimmen_stehen = pgtrigger.Trigger(
    name="stimmen_stehen",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("stand", "text"), ("andere", "bigint")],
    func="""
        IF TG_OP = 'DELETE' THEN
            SELECT status INTO stand FROM sitzungen_sitzung WHERE id = OLD.sitzung_id;
        ELSE
            SELECT status INTO stand FROM sitzungen_sitzung WHERE id = NEW.sitzung_id;
            SELECT sitzung_id INTO andere FROM sitzungen_tagesordnungspunkt WHERE id = NEW.top_id;
            IF andere <> NEW.sitzung_id OR (TG_OP = 'UPDATE' AND OLD.sitzung_id <> NEW.sitzung_id) THEN
                RAISE EXCEPTION 'pgtrigger: Eine Abstimmung gehört zu ihrer Sitzung.';
            END IF;
        END IF;
        IF stand <> 'eroeffnet' THEN
            RAISE EXCEPTION 'pgtrigger: Abgestimmt wird nur in einer eröffneten Sitzung.';
        END IF;
        IF TG_OP = 'UPDATE' AND NEW.form = 'geheim' AND OLD.form <> 'geheim' THEN
            RAISE EXCEPTION 'pgtrigger: Eine offene Abstimmung wird nicht nachträglich geheim.';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
)


def _suche_veraltet(name: str, felder, schluessel: str) -> pgtrigger.Trigger:
    """Mark the index entry of the sitting whose key is `schluessel` (SQL), and make it where there is none."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(*felder),
        func=f"""
            INSERT INTO sitzungen_sitzungssuche (sitzung_id, fassung, ist_aktuell) VALUES ({schluessel}, '', FALSE)
            ON CONFLICT (sitzung_id) DO UPDATE SET ist_aktuell = FALSE;
            RETURN NULL;
        """,  # noqa: S608 - put together from the constants of this module
    )


suche_der_sitzung_veraltet = _suche_veraltet(
    "suche_der_sitzung_veraltet", ("gremium_id", "beginn", "ort", "raum"), "NEW.id"
)
suche_der_tops_veraltet = _suche_veraltet(
    "suche_der_tops_veraltet", ("teil", "titel", "oeffentlicher_titel"), "NEW.sitzung_id"
)
# A TOP that was taken off; the sitting itself may go in the same act.
suche_ohne_top_veraltet = pgtrigger.Trigger(
    name="suche_ohne_top_veraltet",
    when=pgtrigger.After,
    operation=pgtrigger.Delete,
    func="UPDATE sitzungen_sitzungssuche SET ist_aktuell = FALSE WHERE sitzung_id = OLD.sitzung_id; RETURN NULL;",
)

# What was convened happened, and what was closed is the record of it (§ 68 NKomVG): neither is deleted or rewritten.
sitzung_bleibt = pgtrigger.Trigger(
    name="sitzung_bleibt",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP = 'DELETE' THEN
            IF OLD.status <> 'geplant' OR OLD.eingeladen_am IS NOT NULL THEN
                RAISE EXCEPTION 'pgtrigger: Eine einberufene Sitzung wird nicht gelöscht.';
            END IF;
            RETURN OLD;
        END IF;
        IF OLD.status = 'geschlossen' AND (OLD.status, OLD.gremium_id, OLD.beginn, OLD.ist_oeffentlich, OLD.eingeladen_am,
            OLD.eroeffnet_am, OLD.leitung_id, OLD.ladung_ordnungsgemaess, OLD.geschlossen_am) IS DISTINCT FROM
            (NEW.status, NEW.gremium_id, NEW.beginn, NEW.ist_oeffentlich, NEW.eingeladen_am, NEW.eroeffnet_am,
            NEW.leitung_id, NEW.ladung_ordnungsgemaess, NEW.geschlossen_am) THEN
            RAISE EXCEPTION 'pgtrigger: Die Sitzung ist geschlossen, was in ihr geschah, steht fest.';
        END IF;
        RETURN NEW;
    """,
)

# Who was there belongs to the record: after closing no row comes, goes or changes.
anwesenheit_steht = pgtrigger.Trigger(
    name="anwesenheit_steht",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("stand", "text")],
    func="""
        IF TG_OP = 'DELETE' THEN
            SELECT status INTO stand FROM sitzungen_sitzung WHERE id = OLD.sitzung_id;
        ELSE
            SELECT status INTO stand FROM sitzungen_sitzung WHERE id = NEW.sitzung_id;
            IF TG_OP = 'UPDATE' AND OLD.sitzung_id <> NEW.sitzung_id THEN
                RAISE EXCEPTION 'pgtrigger: Eine Anwesenheit gehört zu ihrer Sitzung.';
            END IF;
        END IF;
        IF stand = 'geschlossen' THEN
            RAISE EXCEPTION 'pgtrigger: Die Sitzung ist geschlossen, ihre Anwesenheit steht fest.';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
)


def _bis_zum_schluss(name: str, sitzung: str, ausser: str = "FALSE") -> pgtrigger.Trigger:
    """Rows that come, change and go until the sitting is closed. `sitzung` (SQL) finds it from ROW; `ausser` may pass later."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("zeile", "record"), ("stand", "text")],
        func=f"""
            IF TG_OP = 'DELETE' THEN zeile := OLD; ELSE zeile := NEW; END IF;
            SELECT status INTO stand FROM sitzungen_sitzung WHERE id = ({sitzung});
            IF stand = 'geschlossen' AND NOT ({ausser}) THEN
                RAISE EXCEPTION 'pgtrigger: Die Sitzung ist geschlossen, was in ihr geschah, steht fest.';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,  # noqa: S608 - put together from the constants of this module
    )


_SEINE_SITZUNG = "SELECT sitzung_id FROM sitzungen_tagesordnungspunkt WHERE id = zeile.top_id"
anwesenheitszeit_steht = _bis_zum_schluss("anwesenheitszeit_steht", "zeile.sitzung_id")
teilnahme_steht = _bis_zum_schluss("teilnahme_steht", "zeile.sitzung_id")
unterbrechung_steht = _bis_zum_schluss("unterbrechung_steht", "zeile.sitzung_id")
sitzungsantrag_steht = _bis_zum_schluss("sitzungsantrag_steht", _SEINE_SITZUNG)
# A conflict of interest may come to light after the sitting; then it is added, and marked so.
mitwirkungsverbot_steht = _bis_zum_schluss(
    "mitwirkungsverbot_steht", _SEINE_SITZUNG, "TG_OP = 'INSERT' AND zeile.nachtraeglich"
)

# § 68 S. 3 NKomVG: of a secret vote nothing is known of anybody.
stimme_nur_offen = pgtrigger.Trigger(
    name="stimme_nur_offen",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("art", "text"), ("stand", "text")],
    func="""
        SELECT a.form, s.status INTO art, stand FROM sitzungen_abstimmung a JOIN sitzungen_sitzung s ON s.id = a.sitzung_id
            WHERE a.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.abstimmung_id ELSE NEW.abstimmung_id END;
        IF TG_OP <> 'DELETE' AND art = 'geheim' THEN
            RAISE EXCEPTION 'pgtrigger: In geheimer Abstimmung wird keine einzelne Stimme festgehalten (§ 68 NKomVG).';
        END IF;
        IF stand = 'geschlossen' THEN
            RAISE EXCEPTION 'pgtrigger: Die Sitzung ist geschlossen, was in ihr geschah, steht fest.';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
)
