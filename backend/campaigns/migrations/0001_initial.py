import uuid

import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
from django.db import migrations, models

import backend.kernel.tenancy
from backend.kernel.database.row_security import guarded_table


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_takers"),
        ("cultures", "0001_initial"),
        ("library", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("vacancy", "vacancy"),
                            ("tender", "tender"),
                            ("workshop", "ideal-person workshop"),
                            ("pilot", "pilot of an instrument"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "draft"), ("running", "running"), ("closed", "closed")],
                        default="draft",
                        max_length=8,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("purpose", models.CharField(blank=True, max_length=2000)),
                ("contact_name", models.CharField(blank=True, max_length=200)),
                ("contact_email", models.EmailField(blank=True, max_length=254)),
                ("closes_on", models.DateField(help_text="Last day on which a sitting may be submitted.", null=True)),
                (
                    "answer_by",
                    models.DateField(help_text="The day by which everybody has an answer: a promise.", null=True),
                ),
                ("battery_hash", models.CharField(blank=True, max_length=64)),
                ("frozen_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "definition_version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cultures.definitionversion",
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
            name="CampaignInstrument",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "sections",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), size=None),
                ),
                ("minutes", models.FloatField()),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="battery", to="campaigns.campaign"
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
                "ordering": ["position"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status", "draft"),
                    ("kind", "pilot"),
                    models.Q(
                        ("answer_by__isnull", False),
                        ("definition_version__isnull", False),
                        ("frozen_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_running_campaign_has_pinned_everything",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closes_on", None), ("answer_by", None), ("closes_on__lte", models.F("answer_by")), _connector="OR"
                ),
                name="answers_come_after_the_sittings",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaigninstrument",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("organisation", "campaign", "position"),
                name="one_instrument_per_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaigninstrument",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("organisation", "campaign", "instrument_version"),
                name="an_instrument_is_given_once",
            ),
        ),
        guarded_table("campaigns_campaign"),
        guarded_table("campaigns_campaigninstrument"),
    ]
