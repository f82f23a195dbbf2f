"""`python -m backend visit ADDRESS`: what `make demo ONCE=1` asks after everything is up."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.config.demo import people
from backend.config.demo.browser import Browser
from backend.config.demo.people import Person
from backend.config.demo.round import Round


class Command(BaseCommand):
    help = "Sign in as everybody of the demo and ask for everything that can be read, once; a failure ends with 1."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        crews = [(people.OWNER, *people.STAFF), (people.RESEARCH_OWNER, *people.RESEARCH_STAFF)]
        rounds = [self._walk(address, crew) for crew in crews]
        answered = set.union(*(done.answered for done in rounds))
        unreached = set.union(*(done.unreached for done in rounds)) - answered
        faults = [fault for done in rounds for fault in done.faults]
        self.stdout.write(f"visit: {len(answered)} kinds of address answered, {len(unreached)} have nothing to show")
        if faults:
            raise CommandError("\n".join(faults))

    def _walk(self, address: str, crew: tuple[Person, ...]) -> Round:
        browsers = []
        for person in crew:
            browser = Browser(address)
            if not browser.sign_in(person.email, people.PASSWORD):
                raise CommandError(f"{person.email} cannot sign in.")
            browsers.append(browser)
        done = Round(browsers, organisation_id=self._organisation_of(browsers[0]))
        done.walk()
        return done

    def _organisation_of(self, browser: Browser) -> str:
        me = browser.get("/api/v1/me").body
        return str(me["memberships"][0]["organisation"]["id"])
