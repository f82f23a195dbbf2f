"""Running what the queue holds inside a test's own transaction."""

import json

from django.db import connection


def run_waiting_jobs(limit: int = 200) -> int:
    """Takes jobs in their order and runs each task's own function, until none is left. Errors are raised."""
    from procrastinate.contrib.django import app

    done = 0
    while done < limit:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, task_name, args FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id LIMIT 1"
            )
            row = cursor.fetchone()
            if row is None:
                return done
            cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [row[0]])
        arguments = row[2] if isinstance(row[2], dict) else json.loads(row[2])
        app.tasks[row[1]].func(**arguments)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %s", [row[0]])
        done += 1
    raise AssertionError(f"more than {limit} jobs: do they enqueue each other for ever?")
