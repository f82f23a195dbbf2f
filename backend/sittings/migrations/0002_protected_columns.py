"""Imported answers about sex, age and the like: named on the import, counted with suppression, grouped for analysis."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from backend.kernel.database.roles import CALIBRATOR
from backend.kernel.database.row_security import definer_function

OWN = "NULLIF(current_setting('onculture.organisation', true), '')::uuid"
LEAST_CELL = 5
LEAST_GROUP = 100

# One cell alone that is kept back could be worked out from the total, so the next smallest is kept back with it.
COUNT = f"""
WITH takers AS (
    SELECT DISTINCT coalesce(sitting.participant_id, invitation.candidate_id) AS id
    FROM sittings_sitting AS sitting
    LEFT JOIN sittings_invitation AS invitation ON invitation.id = sitting.invitation_id
    WHERE sitting.organisation_id = {OWN} AND sitting.campaign_id = campaign
), counted AS (
    SELECT answer.value AS answer, count(*)::integer AS n
    FROM protected.equality_answer AS answer JOIN takers ON takers.id = answer.subject_id
    WHERE answer.organisation_id = {OWN} AND answer.attribute = of_attribute
    GROUP BY answer.value
), ranked AS (
    SELECT answer, n, row_number() OVER (ORDER BY n, answer) AS place,
           count(*) FILTER (WHERE n < {LEAST_CELL}) OVER () AS small
    FROM counted
)
SELECT answer, CASE WHEN n < {LEAST_CELL} OR (small = 1 AND place = 2) THEN NULL ELSE n END
FROM ranked ORDER BY answer
"""  # noqa: S608 -- constants of this file

GROUPS = f"""
WITH grouped AS (
    SELECT sitting.id AS sitting, answer.value AS answer, count(*) OVER (PARTITION BY answer.value) AS n
    FROM sittings_sitting AS sitting
    LEFT JOIN sittings_invitation AS invitation ON invitation.id = sitting.invitation_id
    JOIN protected.equality_answer AS answer
      ON answer.subject_id = coalesce(sitting.participant_id, invitation.candidate_id)
    WHERE sitting.organisation_id = {OWN} AND answer.organisation_id = {OWN}
      AND sitting.id = ANY(sample) AND answer.attribute = of_attribute
)
SELECT sitting, answer FROM grouped WHERE n >= {LEAST_GROUP}
"""  # noqa: S608 -- constants of this file


class Migration(migrations.Migration):
    dependencies = [("sittings", "0001_initial"), ("people", "0002_equality_answers")]

    operations = [
        migrations.AddField(
            model_name="responseimport",
            name="protected_columns",
            field=ArrayField(models.CharField(max_length=40), default=list),
        ),
        definer_function(
            "protected.count_equality_answers(campaign uuid, of_attribute text)",
            "TABLE (value text, people integer)",
            COUNT,
        ),
        definer_function(
            "protected.sample_groups(sample uuid[], of_attribute text)",
            "TABLE (sitting_id uuid, of_group text)",
            GROUPS,
            may_call=CALIBRATOR,
        ),
    ]
