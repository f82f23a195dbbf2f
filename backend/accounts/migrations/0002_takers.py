import uuid

import django.db.models.deletion
from django.db import migrations, models

import backend.kernel.tenancy
from backend.kernel.database.row_security import definer_function, guarded_table


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="TakerToken",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("purpose", models.CharField(max_length=20)),
                ("subject_id", models.UUIDField()),
                ("secret_hash", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
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
                "indexes": [models.Index(fields=["organisation", "subject_id"], name="taker_tokens_of_subject")],
            },
        ),
        migrations.CreateModel(
            name="TakerSession",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("subject_id", models.UUIDField()),
                ("secret_hash", models.CharField(max_length=64)),
                ("expires_at", models.DateTimeField()),
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
                    "token",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sessions", to="accounts.takertoken"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "secret_hash"), name="one_taker_session")
                ],
            },
        ),
        guarded_table("accounts_takertoken"),
        guarded_table("accounts_takersession"),
        definer_function(
            "taker_by_token_hash(of_hash text)",
            "TABLE (token_id uuid, organisation_id uuid, purpose text, subject_id uuid, expires_at timestamptz)",
            """SELECT token.id, token.organisation_id, token.purpose::text, token.subject_id, token.expires_at
               FROM accounts_takertoken AS token
               JOIN accounts_organisation AS organisation ON organisation.id = token.organisation_id
               WHERE organisation.removed_at IS NULL AND token.secret_hash = of_hash AND token.revoked_at IS NULL
                 AND token.expires_at > now()""",
        ),
    ]
