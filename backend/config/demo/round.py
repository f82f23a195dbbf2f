"""One round through everything that can be looked at: each address of the contract, asked until somebody may see it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from backend.config.demo.browser import Browser

CONTRACT = Path(__file__).resolve().parents[2] / "openapi.yaml"
ORGANISATION = "/api/v1/organisations/{organisation_id}"


@dataclass
class Round:
    """What was asked in one organisation, and how it was answered."""

    browsers: list[Browser]
    organisation_id: str
    answered: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    unreached: set[str] = field(default_factory=set)
    _found: dict[str, str | None] = field(default_factory=dict)

    def walk(self) -> None:
        """Ask every address that can be read."""
        for template in readable_addresses(CONTRACT.read_text()):
            address = self._filled(template)
            if address is None:
                self.unreached.add(template)
            else:
                self._ask(template, address)

    def _ask(self, template: str, address: str) -> Any:
        """The first body that somebody may see. A server's failure is a fault whoever asked."""
        for browser in self.browsers:
            answer = browser.get(address)
            if answer.status == 0 or answer.status >= 500:
                self.faults.append(f"{address}: {answer.status or 'no answer'}")
            if answer.status == 200:
                self.answered.add(template)
                return answer.body
        self.unreached.add(template)
        return None

    def _filled(self, template: str) -> str | None:
        """The address with an id for each name, taken from the list above it; None when nothing is listed."""
        address = template.replace("{organisation_id}", self.organisation_id)
        while (named := re.match(r"^(.*?)/\{\w+\}", address)) is not None:
            found = self._first_of(named[1])
            if found is None:
                return None
            address = f"{named[1]}/{found}{address[named.end() :]}"
        return address

    def _first_of(self, listing: str) -> str | None:
        if listing not in self._found:
            self._found[listing] = first_id(self._ask(listing, listing))
        return self._found[listing]


def readable_addresses(contract: str) -> Iterator[str]:
    """The addresses inside an organisation that the contract lets somebody GET."""
    for block in re.split(r"\n(?=  /)", contract):
        named = re.match(r"  (/\S+):", block)
        if named is not None and named[1].startswith(ORGANISATION) and "\n    get:" in block:
            yield named[1]


def first_id(body: Any) -> str | None:
    """The id of the first thing in a list, paged or not."""
    things = body.get("results") if isinstance(body, Mapping) else body
    if isinstance(things, list) and things and isinstance(things[0], Mapping):
        return str(things[0]["id"]) if "id" in things[0] else None
    return None
