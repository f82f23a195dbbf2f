import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import backend.kernel.tenancy
from backend.kernel.database.row_security import guarded_table, unchanging_table


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_takers"),
        ("campaigns", "0001_initial"),
        ("library", "0001_initial"),
        ("people", "0003_tenders"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bid",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("staff_count", models.PositiveIntegerField(null=True)),
                ("staff_hash", models.CharField(blank=True, max_length=64)),
                ("draw_seed", models.CharField(blank=True, max_length=32)),
                ("draw_attempt", models.PositiveIntegerField(null=True)),
                ("drawn_at", models.DateTimeField(null=True)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.suppliercontact"
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
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.supplier"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Contest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("words", models.CharField(max_length=4000)),
                ("answer", models.CharField(blank=True, max_length=4000)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "bid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="contests", to="tenders.bid"
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
            name="Criterion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("position", models.PositiveSmallIntegerField()),
                ("dimension", models.CharField(max_length=64)),
                (
                    "kind",
                    models.CharField(
                        choices=[("style", "style"), ("standard", "standard"), ("trait", "trait")], max_length=12
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("pole_a_name", models.CharField(max_length=200)),
                ("pole_b_name", models.CharField(max_length=200)),
                ("lower", models.FloatField(null=True)),
                ("upper", models.FloatField(null=True)),
                ("weight", models.PositiveSmallIntegerField()),
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
                "ordering": ["position"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("title", models.CharField(max_length=200)),
                ("filename", models.CharField(max_length=120)),
                (
                    "media_type",
                    models.CharField(
                        choices=[
                            ("application/pdf", "PDF"),
                            ("image/png", "PNG picture"),
                            ("image/jpeg", "JPEG picture"),
                            ("text/plain", "plain text or CSV"),
                        ],
                        max_length=40,
                    ),
                ),
                ("size", models.PositiveIntegerField()),
                ("content_hash", models.CharField(max_length=64)),
                (
                    "bid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="evidence", to="tenders.bid"
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenders.criterion"
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
            name="EvidenceGrading",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "grade",
                    models.CharField(
                        choices=[
                            ("claimed", "claimed"),
                            ("documented", "documented"),
                            ("verified", "verified"),
                            ("observed", "observed"),
                        ],
                        max_length=12,
                    ),
                ),
                ("valid_until", models.DateField(null=True)),
                ("reason", models.CharField(max_length=2000)),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="gradings", to="tenders.evidence"
                    ),
                ),
                (
                    "graded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
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
            name="Tender",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("deadline_at", models.DateTimeField(null=True)),
                (
                    "respondents",
                    models.PositiveSmallIntegerField(default=6, help_text="How many are drawn from each staff list."),
                ),
                ("fewest_levels", models.PositiveSmallIntegerField(default=2)),
                ("fewest_customer_facing", models.PositiveSmallIntegerField(default=1)),
                ("criteria_hash", models.CharField(blank=True, max_length=64)),
                ("frozen_at", models.DateTimeField(null=True)),
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
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Evaluator",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("declared_at", models.DateTimeField(null=True)),
                ("has_conflict", models.BooleanField(null=True)),
                ("words", models.CharField(blank=True, max_length=2000)),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
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
                    "tender",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="evaluators", to="tenders.tender"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddField(
            model_name="criterion",
            name="tender",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="criteria", to="tenders.tender"
            ),
        ),
        migrations.CreateModel(
            name="Clarification",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("question", models.CharField(max_length=2000)),
                ("answer", models.CharField(blank=True, max_length=4000)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "bid",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="tenders.bid"
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
                    "tender",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="clarifications", to="tenders.tender"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddField(
            model_name="bid",
            name="tender",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="bids", to="tenders.tender"
            ),
        ),
        migrations.CreateModel(
            name="BidDecision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("award", "award"),
                            ("invite_on", "invite to the next step"),
                            ("not_awarded", "not awarded"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(max_length=4000)),
                ("strengths", models.CharField(max_length=4000)),
                ("criteria_hash", models.CharField(max_length=64)),
                (
                    "bid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="decisions", to="tenders.bid"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="no_bid_is_decided_without_a_reason"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BidderScore",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("unit", models.CharField(max_length=64)),
                ("n", models.PositiveSmallIntegerField()),
                ("needed", models.PositiveSmallIntegerField()),
                ("drawn", models.PositiveSmallIntegerField()),
                ("population", models.PositiveIntegerField(null=True)),
                ("n_items", models.PositiveSmallIntegerField()),
                ("categories", models.PositiveSmallIntegerField()),
                ("confidence", models.FloatField()),
                ("mean", models.FloatField(null=True)),
                ("se", models.FloatField(null=True)),
                ("lower", models.FloatField(null=True)),
                ("upper", models.FloatField(null=True)),
                ("rwgj", models.FloatField(null=True)),
                ("rwgj_skewed", models.FloatField(null=True)),
                ("ad_mean", models.FloatField(null=True)),
                ("largest_gap", models.FloatField(null=True)),
                ("agrees", models.BooleanField(null=True)),
                (
                    "respondent_means",
                    django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(), default=list, size=None),
                ),
                ("status", models.CharField(max_length=24)),
                ("structure_hash", models.CharField(max_length=64)),
                ("answers_hash", models.CharField(max_length=64)),
                ("origin", models.CharField(max_length=10)),
                ("superseded", models.BooleanField(default=False)),
                (
                    "bid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="scores", to="tenders.bid"
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
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenders.criterion"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded", False)),
                        fields=("organisation", "bid", "criterion"),
                        name="one_current_score_per_criterion",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mean__isnull", True), ("se__isnull", True)),
                            models.Q(
                                ("lower__isnull", False),
                                ("mean__isnull", False),
                                ("n__gte", 5),
                                ("se__gte", 0),
                                ("upper__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="no_mean_without_its_error_and_five_people",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceContent",
            fields=[
                (
                    "evidence",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="content",
                        serialize=False,
                        to="tenders.evidence",
                    ),
                ),
                ("bytes", models.BinaryField()),
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
        migrations.AddConstraint(
            model_name="tender",
            constraint=models.UniqueConstraint(fields=("organisation", "campaign"), name="one_tender_per_campaign"),
        ),
        migrations.AddConstraint(
            model_name="tender",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("fewest_customer_facing__gte", 1), ("fewest_levels__gte", 2), ("respondents__gte", 5)
                ),
                name="rules_are_only_tightened",
            ),
        ),
        migrations.AddConstraint(
            model_name="tender",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("frozen_at", None),
                    models.Q(("deadline_at__isnull", False), models.Q(("criteria_hash", ""), _negated=True)),
                    _connector="OR",
                ),
                name="what_is_frozen_has_a_deadline_and_a_hash",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tender",
            trigger=pgtrigger.compiler.Trigger(
                name="tender_is_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF TG_OP = 'DELETE' AND current_user <> 'onculture_web' THEN RETURN OLD; END IF;\n    IF OLD.frozen_at IS NOT NULL THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'a frozen tender is never changed';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;\n",
                    hash="535f538b62c38ec226ed92c97c638c5424dc5512",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_tender_is_kept_ca5d1",
                    table="tenders_tender",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluator",
            constraint=models.UniqueConstraint(
                fields=("organisation", "tender", "membership"), name="one_evaluator_per_member"
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("declared_at", None), ("has_conflict", None)),
                    models.Q(("declared_at__isnull", False), ("has_conflict__isnull", False)),
                    _connector="OR",
                ),
                name="a_declaration_says_yes_or_no",
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.UniqueConstraint(
                fields=("organisation", "tender", "dimension"), name="one_criterion_per_dimension"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criterion",
            trigger=pgtrigger.compiler.Trigger(
                name="criteria_are_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF TG_OP = 'DELETE' AND current_user <> 'onculture_web' THEN RETURN OLD; END IF;\n    IF EXISTS (SELECT FROM tenders_tender WHERE frozen_at IS NOT NULL\n               AND id = CASE WHEN TG_OP = 'INSERT' THEN NEW.tender_id ELSE OLD.tender_id END) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'the criteria of a frozen tender are never changed';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;\n",
                    hash="ee076888b5eac362c8dab269a6581cbeae6b51c8",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_criteria_are_kept_76f0d",
                    table="tenders_criterion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="bid",
            constraint=models.UniqueConstraint(
                fields=("organisation", "tender", "supplier"), name="one_bid_per_supplier"
            ),
        ),
        migrations.AddConstraint(
            model_name="bid",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("drawn_at", None),
                    models.Q(
                        ("staff_count__isnull", False),
                        models.Q(("draw_seed", ""), _negated=True),
                        models.Q(("staff_hash", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_draw_keeps_its_seed",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bid",
            trigger=pgtrigger.compiler.Trigger(
                name="bids_come_after_the_freeze",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF NOT EXISTS (SELECT FROM tenders_tender WHERE id = NEW.tender_id AND frozen_at IS NOT NULL) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'nobody is invited before the criteria are frozen';\n    END IF;\n    RETURN NEW;\n",
                    hash="41f34658d9d82d011a8402543882151578b58381",
                    operation="INSERT",
                    pgid="pgtrigger_bids_come_after_the_freeze_4f010",
                    table="tenders_bid",
                    when="BEFORE",
                ),
            ),
        ),
        guarded_table("tenders_tender"),
        guarded_table("tenders_criterion"),
        guarded_table("tenders_evaluator"),
        guarded_table("tenders_bid"),
        guarded_table("tenders_clarification"),
        guarded_table("tenders_evidence"),
        guarded_table("tenders_evidencecontent"),
        unchanging_table("tenders_evidencecontent"),
        guarded_table("tenders_evidencegrading"),
        unchanging_table("tenders_evidencegrading"),
        guarded_table("tenders_bidderscore"),
        unchanging_table("tenders_bidderscore", except_columns=("superseded", "respondent_means")),
        guarded_table("tenders_biddecision"),
        unchanging_table("tenders_biddecision"),
        guarded_table("tenders_contest"),
    ]
