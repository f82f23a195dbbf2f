import uuid

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import backend.kernel.tenancy
from backend.kernel.database.row_security import guarded_table


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_takers"),
        ("people", "0002_equality_answers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Supplier",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=200)),
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
            name="SupplierContact",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=200)),
                ("email", models.EmailField(max_length=254)),
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
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="contacts", to="people.supplier"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AlterField(
            model_name="accommodationrequest",
            name="candidate",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="accommodation_requests",
                to="people.candidate",
            ),
        ),
        migrations.AlterField(
            model_name="consent",
            name="candidate",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="consents", to="people.candidate"
            ),
        ),
        migrations.CreateModel(
            name="Respondent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("list_id", models.UUIDField()),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("email", models.EmailField(max_length=254)),
                ("language", models.CharField(blank=True, max_length=20)),
                ("level", models.CharField(max_length=100)),
                ("customer_facing", models.BooleanField()),
                ("place", models.PositiveSmallIntegerField(null=True)),
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
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.supplier"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddField(
            model_name="accommodationrequest",
            name="respondent",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="accommodation_requests",
                to="people.respondent",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="respondent",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="consents", to="people.respondent"
            ),
        ),
        migrations.AddConstraint(
            model_name="accommodationrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("candidate__isnull", False), ("respondent", None)),
                    models.Q(("candidate", None), ("respondent__isnull", False)),
                    _connector="OR",
                ),
                name="somebody_asked_for_the_accommodation",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("candidate__isnull", False), ("respondent", None)),
                    models.Q(("candidate", None), ("respondent__isnull", False)),
                    _connector="OR",
                ),
                name="somebody_gave_the_consent",
            ),
        ),
        migrations.AddConstraint(
            model_name="supplier",
            constraint=models.UniqueConstraint(
                models.F("organisation"), django.db.models.functions.text.Lower("name"), name="one_supplier_per_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="respondent",
            constraint=models.UniqueConstraint(
                fields=("organisation", "list_id", "number"), name="one_respondent_per_line"
            ),
        ),
        migrations.AddConstraint(
            model_name="respondent",
            constraint=models.UniqueConstraint(
                fields=("organisation", "list_id", "place"), name="one_respondent_per_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="suppliercontact",
            constraint=models.UniqueConstraint(
                models.F("organisation"),
                models.F("supplier"),
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("erased_at", None)),
                name="one_contact_per_address_and_supplier",
            ),
        ),
        guarded_table("people_supplier"),
        guarded_table("people_suppliercontact"),
        guarded_table("people_respondent"),
    ]
