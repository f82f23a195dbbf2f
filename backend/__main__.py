"""`python -m backend COMMAND`: the one way to run the product's commands."""

import os
import sys


def main(arguments: list[str]) -> None:
    command = arguments[1] if len(arguments) > 1 else ""
    if command == "serve":
        from backend.config.supervisor.__main__ import main as serve  # runs before there is a database to set up

        sys.exit(serve(arguments[2:]))
    from backend.config.supervisor.attached import database_for_command  # `serve` needs none

    with database_for_command(command):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.config.settings.local")
        from django.core.management import execute_from_command_line  # settings must be named first

        execute_from_command_line(arguments)


if __name__ == "__main__":
    main(["python -m backend", *sys.argv[1:]])
