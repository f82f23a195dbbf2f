import django.db.models.deletion
from django.db import migrations, models

ONLY_THE_ERASED_ARE_DELETED = """
CREATE OR REPLACE FUNCTION refuse_deletion_of_sitting() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF EXISTS (
        SELECT FROM sittings_invitation AS invitation
        LEFT JOIN people_candidate AS candidate ON candidate.id = invitation.candidate_id
        LEFT JOIN people_respondent AS respondent ON respondent.id = invitation.respondent_id
        WHERE invitation.id = OLD.invitation_id
          AND (candidate.erased_at IS NOT NULL OR respondent.erased_at IS NOT NULL)
    ) OR EXISTS (SELECT FROM accounts_organisation WHERE id = OLD.organisation_id AND is_demo) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'a sitting is deleted only with the person it belongs to' USING ERRCODE = 'restrict_violation';
END $body$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_takers"),
        ("campaigns", "0001_initial"),
        ("people", "0003_tenders"),
        ("sittings", "0002_protected_columns"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="respondent",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.respondent",
            ),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(
                condition=models.Q(("respondent__isnull", False)),
                fields=["respondent"],
                name="invitations_by_respondent",
            ),
        ),
        migrations.AlterField(
            model_name="invitation",
            name="candidate",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.candidate"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                fields=("organisation", "campaign", "respondent"),
                condition=models.Q(("respondent__isnull", False)),
                name="one_invitation_per_respondent_and_campaign",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("candidate__isnull", False), ("respondent", None)),
                    models.Q(("candidate", None), ("respondent__isnull", False)),
                    _connector="OR",
                ),
                name="somebody_is_invited",
            ),
        ),
        migrations.RunSQL(ONLY_THE_ERASED_ARE_DELETED, migrations.RunSQL.noop),
    ]
