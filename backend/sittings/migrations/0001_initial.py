import uuid

import django.db.models.deletion
from django.db import migrations, models

import backend.kernel.tenancy
from backend.kernel.database.row_security import append_only_table, guarded_table

TABLES = ("invitation", "sitting", "answerevent", "currentanswers", "lostlinkrequest", "responseimport")

# One number for every event, in the order in which sittings' locks were taken.
ARRIVALS = "CREATE SEQUENCE sittings_arrival AS bigint"

# The web role may delete no answer; an answer goes with its sitting, which the database itself deletes.
ANSWERS_FALL_WITH_THEIR_SITTING = """
ALTER TABLE sittings_answerevent ADD CONSTRAINT sittings_answerevent_sitting
    FOREIGN KEY (sitting_id) REFERENCES sittings_sitting (id) ON DELETE CASCADE;
ALTER TABLE sittings_currentanswers SET (fillfactor = 50);
"""

ONLY_THE_ERASED_ARE_DELETED = """
CREATE FUNCTION refuse_deletion_of_sitting() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF EXISTS (
        SELECT FROM sittings_invitation AS invitation
        JOIN people_candidate AS candidate ON candidate.id = invitation.candidate_id
        WHERE invitation.id = OLD.invitation_id AND candidate.erased_at IS NOT NULL
    ) OR EXISTS (SELECT FROM accounts_organisation WHERE id = OLD.organisation_id AND is_demo) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'a sitting is deleted only with the person it belongs to' USING ERRCODE = 'restrict_violation';
END $body$;
CREATE TRIGGER only_the_erased_are_deleted BEFORE DELETE ON sittings_sitting
    FOR EACH ROW EXECUTE FUNCTION refuse_deletion_of_sitting();
"""

# How far a taker has come, for a section of the form: one call, one round trip.
TAKER_REACH = """
CREATE FUNCTION taker_reach(of_organisation uuid, of_session text)
RETURNS TABLE (sections_open integer, language text)
LANGUAGE plpgsql VOLATILE SECURITY INVOKER AS $body$
BEGIN
    PERFORM set_config('onculture.organisation', of_organisation::text, true);
    RETURN QUERY
    SELECT s.sections_open::integer, s.language::text
    FROM accounts_takersession AS session
    JOIN sittings_sitting AS s ON s.id = session.subject_id
    WHERE session.organisation_id = of_organisation AND session.secret_hash = of_session
      AND session.expires_at > clock_timestamp();
    PERFORM set_config('onculture.organisation', '', true);
END $body$;
"""

# Autosave: one call, one transaction, one round trip. Each statement inside sees what was committed before it began,
# and the lock on the sitting comes first: two saves of one sitting take turns, and a submission waits for both.
# Within one client the higher number wins; between clients the later arrival. Sent twice is stored once.
RECORD_ANSWERS = """
CREATE FUNCTION record_answers(
    of_organisation uuid, of_session text, of_client uuid, of_events jsonb, of_section integer, grace interval
) RETURNS TABLE (outcome text, acknowledged integer, saved integer, late integer, sections_open integer)
LANGUAGE plpgsql VOLATILE SECURITY INVOKER AS $body$
DECLARE
    sitting record;
    moment timestamptz;
    is_late boolean;
    known integer;
    changes jsonb;
BEGIN
    PERFORM set_config('onculture.organisation', of_organisation::text, true);
    SELECT s.id, s.status, s.sections_open, s.closes_at, s.started_at INTO sitting
    FROM accounts_takersession AS session
    JOIN sittings_sitting AS s ON s.id = session.subject_id
    WHERE session.organisation_id = of_organisation AND session.secret_hash = of_session
      AND session.expires_at > clock_timestamp()
    FOR NO KEY UPDATE OF s;

    outcome := 'stored';
    acknowledged := 0;
    saved := 0;
    late := 0;
    sections_open := coalesce(sitting.sections_open, 0);
    IF sitting.id IS NULL THEN
        outcome := 'no_session';
    ELSIF sitting.status IN ('invited', 'withdrawn') THEN
        outcome := sitting.status;
    ELSIF of_section > sitting.sections_open THEN
        outcome := 'section_locked';
    END IF;
    IF outcome <> 'stored' THEN
        PERFORM set_config('onculture.organisation', '', true);
        RETURN NEXT;
        RETURN;
    END IF;

    moment := clock_timestamp();
    is_late := sitting.status IN ('submitted', 'expired') OR coalesce(moment > sitting.closes_at + grace, false);

    WITH incoming AS (
        SELECT DISTINCT ON (event.seq) event.seq, event.item, event.value, event.client_time
        FROM jsonb_to_recordset(of_events) AS event(seq integer, item text, value jsonb, client_time timestamptz)
        ORDER BY event.seq
    ), stored AS (
        INSERT INTO sittings_answerevent
            (sitting_id, organisation_id, client, seq, item, value, client_time, server_time, arrival, late)
        SELECT sitting.id, of_organisation, of_client, incoming.seq, incoming.item, incoming.value,
               greatest(sitting.started_at, least(incoming.client_time, moment)), moment,
               nextval('sittings_arrival'), is_late
        FROM incoming
        ON CONFLICT DO NOTHING
        RETURNING seq, item, value
    ), newest AS (
        SELECT DISTINCT ON (item) seq, item, value FROM stored ORDER BY item, seq DESC
    ), counting AS (
        SELECT item, value FROM newest
        WHERE NOT EXISTS (
            SELECT FROM sittings_answerevent AS later
            WHERE later.sitting_id = sitting.id AND later.client = of_client AND later.seq > newest.seq
              AND later.item = newest.item
        )
    )
    SELECT (SELECT count(*) FROM stored), (SELECT jsonb_object_agg(item, value) FROM counting) INTO saved, changes;

    SELECT coalesce((streams ->> of_client::text)::integer, 0) INTO known
    FROM sittings_currentanswers WHERE sitting_id = sitting.id;
    SELECT coalesce(max(run.seq), known) INTO acknowledged
    FROM (
        SELECT seq, seq - row_number() OVER (ORDER BY seq) AS before
        FROM sittings_answerevent WHERE sitting_id = sitting.id AND client = of_client AND seq > known
    ) AS run
    WHERE run.before = known;
    IF acknowledged > known OR changes IS NOT NULL THEN
        UPDATE sittings_currentanswers AS current
        SET values = CASE WHEN is_late OR changes IS NULL THEN current.values
                     ELSE jsonb_strip_nulls(current.values || changes) END,
            streams = current.streams || jsonb_build_object(of_client::text, acknowledged),
            saved_at = moment
        WHERE current.sitting_id = sitting.id;
    END IF;
    IF sitting.status = 'paused' AND NOT is_late AND saved > 0 THEN
        UPDATE sittings_sitting SET status = 'started' WHERE id = sitting.id;
    END IF;
    IF is_late THEN
        late := saved;
    END IF;
    PERFORM set_config('onculture.organisation', '', true);
    RETURN NEXT;
END $body$;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_takers"),
        ("campaigns", "0001_initial"),
        ("library", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sitting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "source",
                    models.CharField(
                        choices=[("invitation", "invitation"), ("import", "import")],
                        default="invitation",
                        max_length=10,
                    ),
                ),
                ("origin", models.CharField(choices=[("real", "real"), ("simulated", "simulated")], max_length=10)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("invited", "invited"),
                            ("started", "started"),
                            ("paused", "paused"),
                            ("submitted", "submitted"),
                            ("withdrawn", "withdrawn"),
                            ("expired", "expired"),
                        ],
                        default="invited",
                        max_length=10,
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=20)),
                ("sections_open", models.PositiveSmallIntegerField(default=0)),
                ("closes_at", models.DateTimeField(null=True)),
                ("started_at", models.DateTimeField(null=True)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(help_text="When it was withdrawn or expired.", null=True)),
                (
                    "withdrawn_by",
                    models.CharField(
                        blank=True,
                        choices=[("taker", "the taker"), ("organisation", "the organisation")],
                        max_length=12,
                    ),
                ),
                ("answers_count", models.PositiveIntegerField(null=True)),
                ("answers_hash", models.CharField(blank=True, max_length=64)),
                ("receipt_code", models.CharField(blank=True, max_length=20)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="campaigns.campaign"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        default=backend.kernel.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.participant",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("language", models.CharField(blank=True, max_length=20)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="campaigns.campaign"
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.candidate"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        default=backend.kernel.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="AnswerEvent",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "sitting_id", "client", "seq", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("client", models.UUIDField()),
                ("seq", models.PositiveIntegerField()),
                ("item", models.CharField(max_length=40)),
                ("value", models.JSONField(null=True)),
                ("client_time", models.DateTimeField(help_text="Telemetry, clamped between start and arrival.")),
                ("server_time", models.DateTimeField()),
                ("arrival", models.BigIntegerField()),
                ("late", models.BooleanField(default=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        default=backend.kernel.tenancy.current_organisation_id,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "sitting",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sittings.sitting",
                    ),
                ),
            ],
            options={
                "base_manager_name": "objects",
            },
        ),
        migrations.AddField(
            model_name="sitting",
            name="invitation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sittings",
                to="sittings.invitation",
            ),
        ),
        migrations.CreateModel(
            name="LostLinkRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("email", models.EmailField(max_length=254)),
                (
                    "organisation",
                    models.ForeignKey(
                        default=backend.kernel.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ResponseImport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("origin", models.CharField(choices=[("real", "real"), ("simulated", "simulated")], max_length=10)),
                ("file_hash", models.CharField(max_length=64)),
                ("rows", models.PositiveIntegerField()),
                ("answers", models.PositiveIntegerField()),
                ("missing", models.PositiveIntegerField()),
                ("ignored_columns", models.JSONField(default=list)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="campaigns.campaign"
                    ),
                ),
                (
                    "instrument_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="library.instrumentversion"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        default=backend.kernel.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="CurrentAnswers",
            fields=[
                (
                    "sitting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="current",
                        serialize=False,
                        to="sittings.sitting",
                    ),
                ),
                ("values", models.JSONField(default=dict)),
                ("streams", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        default=backend.kernel.tenancy.current_organisation_id,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "base_manager_name": "objects",
            },
        ),
        migrations.AddIndex(
            model_name="sitting",
            index=models.Index(fields=["organisation", "campaign", "status"], name="sittings_by_campaign"),
        ),
        migrations.AddConstraint(
            model_name="sitting",
            constraint=models.UniqueConstraint(
                fields=("organisation", "invitation"), name="one_sitting_per_invitation"
            ),
        ),
        migrations.AddConstraint(
            model_name="sitting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("invitation", None), ("participant__isnull", False), ("source", "import")),
                    models.Q(
                        models.Q(("source", "import"), _negated=True),
                        ("invitation__isnull", False),
                        ("participant", None),
                    ),
                    _connector="OR",
                ),
                name="only_imports_have_no_invitation",
            ),
        ),
        migrations.AddConstraint(
            model_name="sitting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "submitted"), _negated=True),
                    models.Q(("answers_count__isnull", False), ("submitted_at__isnull", False)),
                    _connector="OR",
                ),
                name="a_submitted_sitting_has_a_count",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                fields=("organisation", "campaign", "candidate"), name="one_invitation_per_person_and_campaign"
            ),
        ),
        *(guarded_table(f"sittings_{name}") for name in TABLES),
        append_only_table("sittings_answerevent"),
        migrations.RunSQL(ARRIVALS, "DROP SEQUENCE sittings_arrival"),
        migrations.RunSQL(ANSWERS_FALL_WITH_THEIR_SITTING, migrations.RunSQL.noop),
        migrations.RunSQL(ONLY_THE_ERASED_ARE_DELETED, "DROP FUNCTION refuse_deletion_of_sitting() CASCADE"),
        migrations.RunSQL(TAKER_REACH, "DROP FUNCTION taker_reach(uuid, text)"),
        migrations.RunSQL(RECORD_ANSWERS, "DROP FUNCTION record_answers(uuid, text, uuid, jsonb, integer, interval)"),
    ]
