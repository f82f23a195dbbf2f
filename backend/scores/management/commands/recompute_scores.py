"""`python -m backend recompute_scores --check`: every stored score again, from its stored versions."""

import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.accounts.selectors import organisation_ids
from backend.kernel.tenancy import organisation_context, system_actor
from backend.scores.selectors import campaigns_with_scores
from backend.scores.services import Difference, recompute_campaign, score_anew

SHOWN = 50


class Command(BaseCommand):
    help = "Compute stored scores again. With --check: write nothing, list what differs and exit 1 if anything does."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Compare only; without it, score with current models.")
        parser.add_argument("--organisation", type=uuid.UUID, help="Only this organisation.")

    def handle(self, *args: Any, check: bool = False, organisation: uuid.UUID | None = None, **options: Any) -> None:
        total, differences = 0, []
        for identifier in [organisation] if organisation else organisation_ids():
            with organisation_context(identifier):
                for campaign_id in campaigns_with_scores():
                    if check:
                        checked, found = recompute_campaign(campaign_id=campaign_id)
                        differences.extend(found)
                    else:
                        checked = score_anew(actor=system_actor(identifier), campaign_id=campaign_id)
                    total += checked
        self._report(total, differences, check=check)

    def _report(self, total: int, differences: list[Difference], *, check: bool) -> None:
        for difference in differences[:SHOWN]:
            self.stdout.write(
                f"{difference.score_id} {difference.place}: stored {difference.stored}, now {difference.recomputed}"
            )
        if differences:
            raise CommandError(f"{len(differences)} differences in {total} scores.")
        word = "recomputed, all equal (hashes; figures to 1e-9)" if check else "scored anew"
        self.stdout.write(f"{total} scores {word}")
