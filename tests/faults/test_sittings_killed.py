"""What a sitting called saved is there after kill -9 of web server, worker and database, under eight writing takers."""

import http.client
import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import psycopg
import pytest

from tests.factories.folders import open_folder
from tests.factories.players import Player, seed_takers
from tests.factories.served import Served, children_of, served, wait_until

pytestmark = pytest.mark.long
ROUNDS = 5
TAKERS = 8
ITEMS = [f"1.i{number}" for number in range(1, 8)]
Show = Callable[[str], None]


@dataclass
class Writer:
    """A browser that answers all the time. A careful one empties its queue only after the acknowledgement."""

    player: Player
    careless: bool = False
    made: int = 0
    acknowledged: int = 0
    failures: int = 0
    queue: list[dict[str, Any]] = field(default_factory=list)

    def answer(self) -> None:
        self.made += 1
        self.queue.append(
            {
                "seq": self.made,
                "item": ITEMS[self.made % len(ITEMS)],
                "value": 1 + self.made % 6,
                "client_time": "2026-11-21T22:00:00Z",
            }
        )

    def send(self) -> bool:
        """One batch; whether the server acknowledged."""
        batch = self.queue[:10]
        if self.careless:
            self.queue = self.queue[10:]
        try:
            status, answer = self.player.call("POST", "answers", {"client": self.player.tab, "events": batch})
        except (OSError, http.client.HTTPException):
            status, answer = 0, {}
        if status != 200:
            self.failures += 1
            return False
        self.acknowledged = max(self.acknowledged, answer["acknowledged"])
        self.queue = [event for event in self.queue if event["seq"] > answer["acknowledged"]]
        return True

    def write_until(self, stop: threading.Event) -> None:
        while not stop.is_set():
            self.answer()
            if not self.send():
                time.sleep(0.05)
        deadline = time.monotonic() + 60
        while self.queue and time.monotonic() < deadline:
            if not self.send():
                time.sleep(0.1)


@contextmanager
def writing(writers: list[Writer]) -> Iterator[None]:
    stop = threading.Event()
    threads = [threading.Thread(target=writer.write_until, args=(stop,), daemon=True) for writer in writers]
    for thread in threads:
        thread.start()
    yield
    stop.set()
    for thread in threads:
        thread.join(90)


def stored(url: str) -> dict[str, set[int]]:
    """The numbers of every client's events, as the database has them."""
    found: dict[str, set[int]] = {}
    with psycopg.connect(url) as owner:
        for client, seq in owner.execute("SELECT client, seq FROM sittings_answerevent").fetchall():
            found.setdefault(str(client), set()).add(seq)
    return found


def kill(product: Served, name: str) -> None:
    """The child and everything it started, at one instant as far as a user can."""
    pid = product.children()[name]
    everyone = [pid, *(child for child, _ in children_of(pid))]
    for one in everyone:
        with suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)
    wait_until(lambda: product.children().get(name) not in {None, pid}, seconds=60)


def answers(product: Served) -> bool:
    visitor = Player(product.address)
    try:
        return visitor.call("GET", "/readyz")[0] == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        visitor.close()


@contextmanager
def takers(product: Served, folder: Any, *, careless: bool = False) -> Iterator[list[Writer]]:
    seeded = seed_takers(product.addresses.web_url, folder / "var", TAKERS)
    writers = [Writer(Player(product.address), careless) for _ in range(TAKERS)]
    for writer, secret in zip(writers, seeded["secrets"], strict=True):
        writer.player.arrive(secret)
    yield writers
    for writer in writers:
        writer.player.close()


def killing_rounds(product: Served, writers: list[Writer], name: str) -> list[float]:
    """Kill at random moments; gives how long each healing took."""
    healed = []
    with writing(writers):
        for _ in range(ROUNDS):
            time.sleep(random.uniform(0.4, 1.6))
            started = time.monotonic()
            kill(product, name)
            wait_until(lambda: answers(product), seconds=60)
            healed.append(time.monotonic() - started)
        time.sleep(0.5)
    return healed


@pytest.mark.parametrize("name", ["web", "database", "worker"])
def test_no_acknowledged_answer_is_lost_when_a_process_is_killed_under_eight_takers(name: str, show: Show) -> None:
    with open_folder() as folder, served(folder / "var") as product, takers(product, folder) as writers:
        healed = killing_rounds(product, writers, name)
        found = stored(product.addresses.owner_url)

        lost = {
            writer.player.tab: missing
            for writer in writers
            if (missing := set(range(1, writer.acknowledged + 1)) - found.get(writer.player.tab, set()))
        }
        made = sum(writer.made for writer in writers)
        show(
            f"kill -9 of the {name}, {ROUNDS} rounds: {made} answers made, {sum(w.acknowledged for w in writers)}"
            f" acknowledged, {sum(map(len, found.values()))} stored, {sum(map(len, lost.values()))} lost,"
            f" {sum(w.failures for w in writers)} failed requests, longest healing {max(healed):.1f} s"
        )
        assert lost == {}
        assert [writer.queue for writer in writers] == [[]] * TAKERS
        assert [writer.acknowledged for writer in writers] == [writer.made for writer in writers]
        for writer in writers:
            own = writer.player.call("GET", "answers")[1]["answers"]
            assert own == {
                ITEMS[seq % len(ITEMS)]: 1 + seq % 6 for seq in range(max(1, writer.made - 6), writer.made + 1)
            }


def test_a_client_that_empties_its_queue_before_the_acknowledgement_loses_answers(show: Show) -> None:
    """The positive control: the test above would notice."""
    with open_folder() as folder, served(folder / "var") as product, takers(product, folder, careless=True) as writers:
        killing_rounds(product, writers, "web")
        found = stored(product.addresses.owner_url)

        lost = sum(len(set(range(1, w.made + 1)) - found.get(w.player.tab, set())) for w in writers)
        show(f"control, a careless client, {ROUNDS} rounds: {lost} of {sum(w.made for w in writers)} answers lost")
        assert lost > 0
