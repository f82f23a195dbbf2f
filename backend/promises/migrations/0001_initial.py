import uuid

import django.db.models.deletion
from django.db import migrations, models

import backend.kernel.tenancy
from backend.kernel.database.row_security import guarded_table


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_takers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Promise",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("to_kind", models.CharField(max_length=80)),
                ("to_id", models.UUIDField()),
                ("cause_kind", models.CharField(max_length=80)),
                ("cause_id", models.UUIDField()),
                ("what", models.CharField(max_length=300)),
                ("due_on", models.DateField()),
                ("kept_at", models.DateTimeField(null=True)),
                ("kept_by", models.UUIDField(null=True)),
                ("released_at", models.DateTimeField(null=True)),
                ("broken", models.BooleanField(default=False)),
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
                "indexes": [models.Index(fields=["organisation", "due_on"], name="promises_by_due_date")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "to_id", "cause_id", "what"), name="one_promise_each"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kept_at", None), ("released_at", None), _connector="OR"),
                        name="kept_or_released_not_both",
                    ),
                ],
            },
        ),
        guarded_table("promises_promise"),
    ]
