"""What people say about sex, age and the like: in a schema of its own, which the running product may write and not read."""

from django.db import migrations

from backend.kernel.database.roles import CALIBRATOR, MAINTENANCE, WEB
from backend.kernel.database.row_security import definer_function

OWN = "NULLIF(current_setting('onculture.organisation', true), '')::uuid"

TABLE = """
CREATE TABLE protected.equality_answer (
    organisation_id uuid NOT NULL REFERENCES public.accounts_organisation (id) DEFERRABLE INITIALLY DEFERRED,
    subject_id uuid NOT NULL,
    attribute text NOT NULL CHECK (length(attribute) BETWEEN 1 AND 40),
    value text NOT NULL CHECK (length(value) BETWEEN 1 AND 80),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organisation_id, subject_id, attribute)
)
"""

RECORD = f"""
WITH written AS (
    INSERT INTO protected.equality_answer (organisation_id, subject_id, attribute, value)
    SELECT {OWN}, given.subject, attribute, given.answer
    FROM unnest(subjects, answers) AS given(subject, answer)
    WHERE EXISTS (SELECT FROM people_participant WHERE id = given.subject AND organisation_id = {OWN})
       OR EXISTS (SELECT FROM people_candidate WHERE id = given.subject AND organisation_id = {OWN})
    ON CONFLICT ON CONSTRAINT equality_answer_pkey DO UPDATE SET value = EXCLUDED.value, recorded_at = now()
    RETURNING 1
)
SELECT count(*)::integer FROM written
"""  # noqa: S608 -- constants of this file

ERASE = f"""
WITH gone AS (
    DELETE FROM protected.equality_answer WHERE organisation_id = {OWN} AND subject_id = subject RETURNING 1
)
SELECT count(*)::integer FROM gone
"""  # noqa: S608 -- constants of this file


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RunSQL(
            [
                "CREATE SCHEMA protected",
                f"GRANT USAGE ON SCHEMA protected TO {WEB}, {CALIBRATOR}, {MAINTENANCE}",
                TABLE,
                "ALTER TABLE protected.equality_answer ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE protected.equality_answer FORCE ROW LEVEL SECURITY",
            ],
            ["DROP TABLE protected.equality_answer", "DROP SCHEMA protected"],
        ),
        definer_function(
            "protected.record_equality_answers(attribute text, subjects uuid[], answers text[])",
            "integer",
            RECORD,
            writes=True,
        ),
        definer_function("protected.erase_equality_answers(subject uuid)", "integer", ERASE, writes=True),
    ]
