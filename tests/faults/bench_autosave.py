"""Autosave against a bare upsert, over loopback: `python tests/faults/bench_autosave.py [SECONDS] [PAIRS]`.

Both sides run in the same minute, in turns, over 8 connections each, against the same server with the same settings.
The figures are ratios; absolute times on a shared machine mean little. Exit code 1 below the floors.
"""

import itertools
import json
import statistics
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.factories.folders import open_folder
from tests.factories.players import Player, seed_takers
from tests.factories.served import served

CONNECTIONS = 8
ITEMS = [f"1.i{number}" for number in range(1, 8)]
GOALS = {"single": (0.10, 0.06), "batch of ten": (1.0, 0.8), "section against ping": (0.5, 0.0)}


def rate(work: Callable[[int], Callable[[], int]], seconds: float) -> float:
    """Things done in a second by eight at once; `work(number)` gives one worker's step, which says how many it did."""
    done = [0] * CONNECTIONS
    barrier = threading.Barrier(CONNECTIONS + 1)
    stop = threading.Event()

    def run(number: int) -> None:
        step = work(number)
        step()
        barrier.wait()
        while not stop.is_set():
            done[number] += step()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    barrier.wait()
    started = time.perf_counter()
    time.sleep(seconds)
    stop.set()
    for thread in threads:
        thread.join()
    return sum(done) / (time.perf_counter() - started)


def upserts(url: str) -> Callable[[int], Callable[[], int]]:
    """The control: one prepared upsert of a value, each worker a row of its own."""

    def work(number: int) -> Callable[[], int]:
        connection = psycopg.connect(url, autocommit=True)
        counter = itertools.count()

        def step() -> int:
            connection.execute(
                "INSERT INTO bench (id, value) VALUES (%s, %s::jsonb)"
                " ON CONFLICT (id) DO UPDATE SET value = excluded.value",
                [number, json.dumps({"value": next(counter)})],
                prepare=True,
            )
            return 1

        return step

    return work


def autosaves(players: list[Player], size: int) -> Callable[[int], Callable[[], int]]:
    """Batches of a size; each worker one sitting, its sequence going on."""

    def work(number: int) -> Callable[[], int]:
        player = players[number]

        def step() -> int:
            first = SEQUENCES[number]
            SEQUENCES[number] += size
            events = [
                {
                    "seq": first + place,
                    "item": ITEMS[(first + place) % len(ITEMS)],
                    "value": 1 + (first + place) % 6,
                    "client_time": "2026-11-21T22:00:00Z",
                }
                for place in range(size)
            ]
            status, answer = player.call("POST", "answers", {"client": player.tab, "events": events})
            assert (status, answer["acknowledged"]) == (200, first + size - 1), answer
            return size

        return step

    return work


def gets(players: list[Player], path: str) -> Callable[[int], Callable[[], int]]:
    def work(number: int) -> Callable[[], int]:
        def step() -> int:
            status, _ = players[number].call("GET", path)
            assert status == 200
            return 1

        return step

    return work


SEQUENCES = [1] * CONNECTIONS


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(seconds: float = 2.0, pairs: int = 5) -> int:
    with open_folder() as folder, served(folder / "var") as product:
        with psycopg.connect(product.addresses.owner_url, autocommit=True) as owner:
            owner.execute("CREATE TABLE bench (id int PRIMARY KEY, value jsonb)")
        seeded = seed_takers(product.addresses.web_url, folder / "var", CONNECTIONS)
        players = [Player(product.address) for _ in range(CONNECTIONS)]
        for player, secret in zip(players, seeded["secrets"], strict=True):
            player.arrive(secret)
        return report(measure(product.addresses.web_url, players, seconds, pairs))


def measure(url: str, players: list[Player], seconds: float, pairs: int) -> dict[str, list[float]]:
    ratios: dict[str, list[float]] = {name: [] for name in GOALS}
    pings = [Player(players[0].address) for _ in players]
    for _ in range(pairs):
        control = rate(upserts(url), seconds)
        single = rate(autosaves(players, 1), seconds)
        batch = rate(autosaves(players, 10), seconds)
        ping = rate(gets(pings, "/healthz"), seconds)
        section = rate(gets(players, "sections/2"), seconds)
        ratios["single"].append(single / control)
        ratios["batch of ten"].append(batch / control)
        ratios["section against ping"].append(section / ping)
        say(
            f"control {control:.0f}/s, single {single:.0f}/s, batch {batch:.0f} answers/s, ping {ping:.0f}/s,"
            f" section {section:.0f}/s"
        )
    return ratios


def report(ratios: dict[str, list[float]]) -> int:
    failed = 0
    for name, values in ratios.items():
        goal, floor = GOALS[name]
        middle = statistics.median(values)
        verdict = "goal met" if middle >= goal else "above the floor" if middle >= floor else "BELOW THE FLOOR"
        failed += middle < floor
        say(f"{name}: median {middle:.3f} of the control (goal {goal}, floor {floor}): {verdict}")
    return 1 if failed else 0


if __name__ == "__main__":
    numbers = [float(argument) for argument in sys.argv[1:]]
    sys.exit(main(*numbers[:1], *(int(number) for number in numbers[1:2])))
