"""`python -m backend COMMAND`: the one way to run the product's commands."""

import os
import sys


def main(arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.config.settings.local")
    from django.core.management import execute_from_command_line  # settings must be named first

    execute_from_command_line(arguments)


if __name__ == "__main__":
    main(["python -m backend", *sys.argv[1:]])
