"""Autosave against a model in twenty lines: whatever clients do, in whatever order, both agree."""

import uuid
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from backend.kernel.tenancy import organisation_context
from backend.sittings.models import AnswerEvent
from backend.sittings.selectors.answers import trail_of
from tests.factories.sittings import Taker, event, make_taker

pytestmark = pytest.mark.django_db
ITEMS = [f"1.i{number}" for number in range(1, 4)]
CLIENTS = [uuid.UUID(int=number) for number in (1, 2, 3)]


class Model:
    """Within one client the higher number wins, between clients the later arrival; sent twice is stored once."""

    def __init__(self) -> None:
        self.stored: dict[uuid.UUID, dict[int, tuple[str, Any]]] = {client: {} for client in CLIENTS}
        self.values: dict[str, Any] = {}

    def save(self, client: uuid.UUID, batch: list[tuple[int, str, Any]]) -> int:
        known = self.stored[client]
        new = {}
        for seq, item, value in batch:
            if seq not in known:
                new.setdefault(seq, (item, value))
        known.update(new)
        for seq, (item, value) in sorted(new.items()):
            if not any(later > seq and entry[0] == item for later, entry in known.items()):
                self.values[item] = value
        return len(new)

    def acknowledged(self, client: uuid.UUID) -> int:
        seq = 0
        while seq + 1 in self.stored[client]:
            seq += 1
        return seq


@pytest.fixture
def started() -> Taker:
    taker = make_taker()
    taker.start()
    taker.open_everything()
    return taker


def machine_for(taker: Taker) -> type[RuleBasedStateMachine]:
    class AutosaveMachine(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            # Every run has clients of its own; the answers of earlier runs are where it begins.
            self.model = Model()
            self.model.values = taker.answers()
            self.names = {client: uuid.uuid4() for client in CLIENTS}
            self.sent: list[tuple[uuid.UUID, list[tuple[int, str, Any]]]] = []

        def _send(self, client: uuid.UUID, batch: list[tuple[int, str, Any]]) -> None:
            saved = self.model.save(client, batch)
            answer = taker.save(*(event(*entry) for entry in batch), client=self.names[client]).json()
            assert answer == {"acknowledged": self.model.acknowledged(client), "saved": saved, "late": 0}

        @rule(
            client=st.sampled_from(CLIENTS),
            batch=st.lists(
                st.tuples(st.integers(1, 12), st.sampled_from(ITEMS), st.one_of(st.integers(1, 6), st.none())),
                min_size=1,
                max_size=6,
                unique_by=lambda entry: entry[0],
            ),
        )
        def save(self, client: uuid.UUID, batch: list[tuple[int, str, Any]]) -> None:
            # The same number never names two things: a client's event is what it was when first made.
            known = self.model.stored[client]
            batch = [(seq, *known.get(seq, (item, value))) for seq, item, value in batch]
            self.sent.append((client, batch))
            self._send(client, batch)

        @rule(choice=st.integers(0, 1000))
        def send_again(self, choice: int) -> None:
            if self.sent:
                self._send(*self.sent[choice % len(self.sent)])

        @rule(client=st.sampled_from(CLIENTS))
        def go_on(self, client: uuid.UUID) -> None:
            self._send(client, [(self.model.acknowledged(client) + 1, ITEMS[0], 4)])

        @invariant()
        def the_server_says_the_same(self) -> None:
            given = {item: value for item, value in self.model.values.items() if value is not None}
            assert taker.answers() == given

    return AutosaveMachine


def test_autosave_equals_its_model_whatever_clients_do(started) -> None:
    run_state_machine_as_test(
        machine_for(started),
        settings=settings(
            max_examples=25,
            stateful_step_count=15,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

    with organisation_context(started.house.id):
        arrivals = [row.arrival for row in trail_of(started.sitting_id)]
        assert arrivals == sorted(arrivals)
        assert AnswerEvent.objects.count() == len(arrivals) > 50
