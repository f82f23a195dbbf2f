"""`python -m tests.factories.seeding N`: invites N people in the database of DATABASE_URL; prints their secrets."""

import json
import os
import sys
from pathlib import Path


def main(count: int) -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.config.settings.local")
    import django

    django.setup()
    from backend.accounts.enums import Role
    from backend.kernel.tenancy import organisation_context
    from backend.sittings.services.invitations import copy_link
    from tests.factories.sittings import invited, ready_campaign, secret_of, staff_house

    house = staff_house()
    with organisation_context(house.id):
        invitations = invited(house, ready_campaign(house), count=count)
        links = [copy_link(actor=house.actor(Role.RECRUITER), invitation_id=row.pk) for row in invitations]
    sys.stdout.write(json.dumps({"organisation": str(house.id), "secrets": [secret_of(link) for link in links]}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
