"""`python -m backend demo`: makes the demo organisations once, through the services, and prints the sign-ins."""

from pathlib import Path
from time import monotonic, sleep
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.accounts.enums import Role
from backend.accounts.selectors import user_by_email
from backend.config.demo import life, people
from backend.config.demo.bfi import import_real_people, write_fit
from backend.config.demo.culture import sign_demo_culture
from backend.config.demo.people import Crew, Person, found_organisation
from backend.config.demo.role_play import play_roles
from backend.config.demo.tender import decide_tender, fill_tenders
from backend.config.demo.vacancy import decide_in_vacancy, fill_vacancy
from backend.kernel.jobs import failed_jobs, pending_jobs
from backend.kernel.tenancy import organisation_context
from backend.reports.services import pilot_report_for, printed

PATIENCE_SECONDS = 180


class Command(BaseCommand):
    help = "Make the demo organisations if they are not there, and print who can sign in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--print-sign-ins", action="store_true", help="Print every address and the password.")

    def handle(self, *args: Any, print_sign_ins: bool = False, **options: Any) -> None:
        if user_by_email(people.OWNER.email) is None:
            self._make()
        if print_sign_ins:
            self._print_sign_ins()

    def _make(self) -> None:
        halden = found_organisation("Halden & Moor Heating", people.OWNER, people.STAFF)
        research = found_organisation("Open Answers Institute", people.RESEARCH_OWNER, people.RESEARCH_STAFF)
        definition = sign_demo_culture(halden)
        tender = fill_tenders(halden, definition)
        vacancy = fill_vacancy(halden, definition)
        instrument, pilot = import_real_people(research)
        self._wait_for_jobs()
        decide_in_vacancy(halden, vacancy)
        play_roles(halden, vacancy)
        pilot = self._live(research, instrument, pilot)
        write_fit(research, pilot)
        decide_tender(halden, tender)
        self._print_pilot(research, pilot)
        self._wait_for_jobs()

    def _live(self, research: Crew, instrument_id: Any, pilot: Any) -> Any:
        """The instrument's life; gives the campaign whose people stand best: with what passed, if anything did."""
        chapters = life.live(research, instrument_id, self._wait_for_jobs)
        life.sign_moved_bands(research)
        life.write_life(chapters)
        if chapters[-1].promoted:
            pilot = life.import_again(research, chapters[-1])
        self._wait_for_jobs()
        life.write_manual(research, chapters[-1].instrument_id)
        return pilot

    def _print_pilot(self, crew: Crew, campaign_id: Any) -> None:
        actor = crew.actor(Role.PSYCHOMETRICIAN)
        with organisation_context(actor.organisation_id):
            report = printed(pilot_report_for(actor=actor, campaign_id=campaign_id), kind="pilot")
        Path(settings.VAR, "demo", "bfi-report.pdf").write_bytes(report.content)

    def _wait_for_jobs(self) -> None:
        until = monotonic() + PATIENCE_SECONDS
        while pending_jobs():
            if monotonic() > until:
                raise CommandError(f"{pending_jobs()} jobs are still waiting. Is the worker running?")
            sleep(0.2)
        if failed_jobs():
            raise CommandError(f"{failed_jobs()} jobs failed; see var/log.")

    def _print_sign_ins(self) -> None:
        groups = [
            ("Halden & Moor Heating", (people.OWNER, *people.STAFF)),
            ("Open Answers Institute", (people.RESEARCH_OWNER, *people.RESEARCH_STAFF)),
        ]
        for organisation, members in groups:
            self.stdout.write(f"{organisation} (password for everybody: {people.PASSWORD})")
            for member in members:
                self.stdout.write(f"  {_roles(member):<32} {member.email:<36} {member.name}")


def _roles(member: Person) -> str:
    return ", ".join(Role(role).label for role in member.roles)
