import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import backend.kernel.tenancy
from backend.kernel.database.row_security import append_only_table, guarded_table


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_takers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Candidate",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=200)),
                ("email", models.EmailField(max_length=254)),
                ("language", models.CharField(blank=True, max_length=20)),
                ("erased_at", models.DateTimeField(null=True)),
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
            name="AccommodationRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("sitting_id", models.UUIDField()),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("more_time", "more time"),
                                ("breaks", "breaks"),
                                ("narrative", "answers in my own words instead of ratings"),
                                ("large_type", "large type"),
                                ("screen_reader", "help with a screen reader"),
                                ("scribe", "somebody who writes for me"),
                                ("other_format", "another format"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=2000)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("requested", "requested"),
                            ("granted", "granted"),
                            ("declined", "declined"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="requested",
                        max_length=10,
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=2000)),
                ("answered_by", models.UUIDField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
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
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accommodation_requests",
                        to="people.candidate",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("subject_kind", models.CharField(max_length=80)),
                ("subject_id", models.UUIDField()),
                ("rows", models.PositiveIntegerField()),
                ("rows_by_app", models.JSONField(default=dict)),
                ("content_hash", models.CharField(max_length=64)),
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
            name="NoticeText",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("code", models.CharField(max_length=80)),
                ("language", models.CharField(max_length=20)),
                ("text", models.TextField(max_length=20000)),
                ("text_hash", models.CharField(max_length=64)),
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
            name="Consent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("sitting_id", models.UUIDField()),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="consents", to="people.candidate"
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
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="consents", to="people.noticetext"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("code", models.CharField(max_length=80)),
                ("source_id", models.UUIDField()),
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
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.UniqueConstraint(
                models.F("organisation"),
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("erased_at", None)),
                name="one_candidate_per_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="erasure",
            constraint=models.UniqueConstraint(fields=("organisation", "subject_id"), name="one_erasure_per_person"),
        ),
        migrations.AddConstraint(
            model_name="noticetext",
            constraint=models.UniqueConstraint(
                fields=("organisation", "code", "language", "text_hash"), name="one_notice_per_text"
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                fields=("organisation", "sitting_id", "notice"), name="one_consent_per_sitting"
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(
                fields=("organisation", "source_id", "code"), name="one_participant_per_code"
            ),
        ),
        guarded_table("people_candidate"),
        guarded_table("people_participant"),
        guarded_table("people_noticetext"),
        append_only_table("people_noticetext"),
        guarded_table("people_consent"),
        guarded_table("people_accommodationrequest"),
        guarded_table("people_erasure"),
        append_only_table("people_erasure"),
    ]
