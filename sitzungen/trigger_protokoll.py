"""Database triggers of the Protokoll: what is finished stands still, what is approved is locked (§ 68 NKomVG)."""

import pgtrigger

# After the approval only the way of a correction and the publication move; nothing finished is deleted.
protokoll_steht = pgtrigger.Trigger(
    name="protokoll_steht",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP = 'DELETE' THEN
            IF OLD.status <> 'entwurf' OR OLD.fassungsnummer > 0 THEN
                RAISE EXCEPTION 'pgtrigger: Ein fertiggestelltes Protokoll wird nicht gelöscht.';
            END IF;
            RETURN OLD;
        END IF;
        IF OLD.sitzung_id <> NEW.sitzung_id THEN
            RAISE EXCEPTION 'pgtrigger: Ein Protokoll gehört zu seiner Sitzung.';
        END IF;
        IF OLD.genehmigt_am IS NOT NULL AND (NEW.status IN ('entwurf', 'unterzeichnet') OR
            (OLD.genehmigt_am, OLD.genehmigt_mit_id) IS DISTINCT FROM (NEW.genehmigt_am, NEW.genehmigt_mit_id)) THEN
            RAISE EXCEPTION 'pgtrigger: Das Protokoll ist genehmigt.';
        END IF;
        RETURN NEW;
    """,
)

# The texts of the clerk change in a draft, or in a correction that was decided.
protokollblock_steht = pgtrigger.Trigger(
    name="protokollblock_steht",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("zeile", "record"), ("stand", "text")],
    func="""
        IF TG_OP = 'DELETE' THEN zeile := OLD; ELSE zeile := NEW; END IF;
        SELECT status INTO stand FROM sitzungen_protokoll WHERE id = zeile.protokoll_id;
        IF stand NOT IN ('entwurf', 'berichtigung') THEN
            RAISE EXCEPTION 'pgtrigger: Das Protokoll ist fertiggestellt, sein Text steht fest.';
        END IF;
        IF TG_OP = 'UPDATE' AND OLD.protokoll_id <> NEW.protokoll_id THEN
            RAISE EXCEPTION 'pgtrigger: Ein Text gehört zu seinem Protokoll.';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
)
