"""Counters of attempts that a hundred requests at once cannot talk each other out of: one row, one statement."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]

    operations = [
        migrations.RunSQL(
            [
                "CREATE TABLE kernel_attempts (key varchar(255) PRIMARY KEY, began_at timestamptz NOT NULL,"
                " count integer NOT NULL)",
                "CREATE INDEX kernel_attempts_began_at ON kernel_attempts (began_at)",
            ],
            ["DROP TABLE kernel_attempts"],
        ),
    ]
