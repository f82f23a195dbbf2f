"""Simulated people who take the test by the same way as real ones: link, cookie, consents, answers, receipt."""

import uuid
from dataclasses import dataclass

import numpy as np

from backend.accounts.authentication.takers import exchange_taker_token, open_taker_session, read_cookie, taker_actor
from backend.kernel.tenancy import Actor, organisation_context
from backend.sittings.selectors.answers import answers_hash
from backend.sittings.selectors.batteries import form_of
from backend.sittings.selectors.taker import sitting_of_taker, taker_state, values_of
from backend.sittings.services.autosave import record_answers
from backend.sittings.services.sitting import (
    open_section,
    pause_sitting,
    start_sitting,
    submit_sitting,
    withdraw_sitting,
)
from scoring.definitions.questionnaires import Questionnaire
from scoring.definitions.response_formats.answerable import CANNOT_KNOW
from scoring.definitions.situational import JudgementKey, SituationalTest

CLIENT = uuid.UUID(int=0x0C)


@dataclass(frozen=True)
class Simulated:
    """A fictitious person: where they stand on each dimension, on theta, and the seed of their answers.

    Somebody who `rates_alike` gives every option of every situation the same rating. The items in `cannot_know` are
    answered with "I cannot know".
    """

    positions: dict[str, float]
    seed: int
    rates_alike: bool = False
    cannot_know: frozenset[str] = frozenset()


class Walk:
    """One simulated taker on the way through a sitting."""

    def __init__(self, link: str, person: Simulated) -> None:
        self.cookie = read_cookie(exchange_taker_token(secret=link.partition("#")[2]).cookie)
        self.person, self.rng, self.sequence = person, np.random.default_rng(person.seed), 0
        with organisation_context(self.cookie.organisation_id):
            session = open_taker_session(self.cookie)
            self.actor: Actor = taker_actor(session)
            self.sitting_id = session.subject_id
            self.form = form_of(sitting_of_taker(self.sitting_id).campaign)

    def start(self) -> None:
        """Agrees to every required text and opens the first section."""
        with organisation_context(self.cookie.organisation_id):
            state = taker_state(sitting_of_taker(self.sitting_id))
            codes = [consent["code"] for consent in state["consents"]]
            start_sitting(actor=self.actor, sitting_id=self.sitting_id, consents=codes, language="en")

    def answer_sections(self, number: int | None = None) -> None:
        """Opens and answers sections one after another; all of them unless a number is given."""
        for place in self.form.places[:number]:
            with organisation_context(self.cookie.organisation_id):
                open_section(actor=self.actor, sitting_id=self.sitting_id, index=place.index)
            for start in range(0, len(place.references), 25):
                self._send(place.references[start : start + 25])

    def pause(self) -> None:
        with organisation_context(self.cookie.organisation_id):
            pause_sitting(actor=self.actor, sitting_id=self.sitting_id)

    def withdraw(self) -> None:
        with organisation_context(self.cookie.organisation_id):
            withdraw_sitting(actor=self.actor, sitting_id=self.sitting_id)

    def submit(self) -> None:
        """Submits with count and hash, as the player does."""
        with organisation_context(self.cookie.organisation_id):
            values = values_of(sitting_of_taker(self.sitting_id))
            submit_sitting(
                actor=self.actor, sitting_id=self.sitting_id, count=len(values), sent_hash=answers_hash(values)
            )

    def _send(self, references: tuple[str, ...]) -> None:
        events = []
        for reference in references:
            self.sequence += 1
            events.append(
                {
                    "seq": self.sequence,
                    "item": reference,
                    "value": self._value(reference),
                    "client_time": "2026-11-21T09:00:00Z",
                }
            )
        record_answers(cookie=self.cookie, client=CLIENT, events=events)

    def _value(self, reference: str) -> int | str:
        rule = self.form.rules[reference].rule
        if rule.code in self.person.cannot_know:
            return CANNOT_KNOW
        instrument = self.form.instruments[int(reference.partition(".")[0]) - self.form.entries[0].position]
        middle, reach = (rule.minimum + rule.maximum) / 2, (rule.maximum - rule.minimum) / 2
        if isinstance(instrument, SituationalTest):
            drawn = middle + self._leaning(instrument.scoring_key, rule.code)
        else:
            drawn = middle + reach * (0.45 * self._lean(instrument, rule.code) + 0.4 * self.rng.standard_normal())
        return int(np.clip(round(drawn), rule.minimum, rule.maximum))

    def _leaning(self, key: JudgementKey, option: str) -> float:
        """How far from the middle an option is rated: by its quality, and by the poles the person leans to."""
        if self.person.rates_alike:
            return 0.0
        noise = 0.9 * float(self.rng.standard_normal())
        for scenario in key.scenarios:
            for one in scenario.options:
                if one.id == option:
                    lean = sum(0.45 * a * self.person.positions.get(style, 0.0) for style, a in one.pole.items())
                    level = 0.0 if one.pole else self.person.positions.get(scenario.dimensions[0], 0.0)
                    return noise + lean + (3.4 + 0.85 * level) * (one.quality - 0.5)
        return noise  # practice

    def _lean(self, instrument: Questionnaire, code: str) -> float:
        item = next(item for item in instrument.items if item.code == code)
        if item.scale is None:
            return 0.0
        dimension = next(scale.dimension for scale in instrument.scales if scale.code == item.scale)
        position = self.person.positions.get(dimension, 0.0)
        return position if item.key == "a" else -position
