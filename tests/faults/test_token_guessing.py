"""A hundred thousand guesses at the links of takers: none opens anything, and nobody else is held up by them."""

import http.client
import statistics
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

import pytest

from tests.factories.folders import open_folder
from tests.factories.players import Player, seed_takers
from tests.factories.served import Served, served
from tests.factories.visitor import Visitor

pytestmark = pytest.mark.long
GUESSES = 100_000
GUESSERS = 8
MINUTE_RATE = 120


def guess(address: str, answers: Counter[int], cookies: list[str]) -> None:
    guesser = Player(address)
    made = 0
    while made < GUESSES // GUESSERS:
        # Whoever is refused unread may find the line closed; a guesser dials again.
        with suppress(OSError, http.client.HTTPException):
            status, _ = guesser.call("POST", "exchange", {"token": f"{uuid.uuid4().hex}{made:011d}"})
            answers[status] += 1
            made += 1
    cookies.append(guesser.cookie)
    guesser.close()


def answer_now_and_then(player: Player, stop: threading.Event, seconds: list[float], refusals: list[int]) -> None:
    """A taker who was let in before goes on answering."""
    seq = 0
    while not stop.is_set():
        seq += 1
        event = {"seq": seq, "item": "1.i1", "value": 1 + seq % 6, "client_time": "2026-11-21T22:00:00Z"}
        started = time.monotonic()
        status, _ = player.call("POST", "answers", {"client": player.tab, "events": [event]})
        seconds.append(time.monotonic() - started)
        if status != 200:
            refusals.append(status)
        time.sleep(0.1)


def staff_are_asked_for_their_password(product: Served) -> bool:
    """Sign-in has a counter of its own: a wrong password is answered as one, not as too many guesses."""
    visitor = Visitor(product.address)
    visitor.get("/api/v1/start")
    body = {"email": "nobody@example.org", "password": "wrong horse battery staple"}
    return visitor.post("/_allauth/browser/v1/auth/login", body).status == 400


def test_a_hundred_thousand_guesses_open_nothing_and_hold_nobody_up(show: Callable[[str], None]) -> None:
    with open_folder() as folder, served(folder / "var") as product:
        seeded = seed_takers(product.addresses.web_url, folder / "var", 2)
        assert all(len(secret) >= 22 for secret in seeded["secrets"])  # 128 bits, six to a letter
        inside = Player(product.address)
        inside.arrive(seeded["secrets"][0])
        answers: Counter[int] = Counter()
        cookies: list[str] = []
        stop, seconds, refusals = threading.Event(), list[float](), list[int]()
        taker = threading.Thread(target=answer_now_and_then, args=(inside, stop, seconds, refusals))
        guessers = [threading.Thread(target=guess, args=(product.address, answers, cookies)) for _ in range(GUESSERS)]

        started = time.monotonic()
        for thread in (taker, *guessers):
            thread.start()
        staff = staff_are_asked_for_their_password(product)
        for thread in guessers:
            thread.join()
        took = time.monotonic() - started
        stop.set()
        taker.join()
        inside.close()

        show(
            f"{sum(answers.values())} guesses in {took:.0f} s: {answers[404]} called unknown, {answers[429]} unread;"
            f" a taker saved {len(seconds)} answers meanwhile, median {statistics.median(seconds) * 1000:.0f} ms"
        )
        assert set(answers) == {404, 429}
        assert sum(answers.values()) == GUESSES
        assert answers[404] <= MINUTE_RATE * (took // 60 + 2)
        assert cookies == [""] * GUESSERS
        assert staff
        assert refusals == []
        assert len(seconds) > 10
