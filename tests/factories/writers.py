"""Eight people who write all the time, and remember what the database told them was saved."""

import threading
import time
from dataclasses import dataclass, field

import psycopg


@dataclass
class Ledger:
    """What was acknowledged to the writers, and when."""

    acknowledged: set[tuple[int, int]] = field(default_factory=set)
    times: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, writer: int, number: int) -> None:
        with self.lock:
            self.acknowledged.add((writer, number))
            self.times.append(time.monotonic())

    def longest_gap(self) -> float:
        """The longest time in which nobody got an acknowledgement, in seconds."""
        return max((b - a for a, b in zip(self.times, self.times[1:], strict=False)), default=0.0)


class Writers:
    """Each writes one row after the other in transactions of its own, and tries again for ever."""

    def __init__(self, url: str, *, count: int = 8) -> None:
        self.url = url
        self.ledger = Ledger()
        self.failures = 0
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._write, args=(number,), daemon=True) for number in range(count)]

    def __enter__(self) -> "Writers":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *problem: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(30)

    def _write(self, writer: int) -> None:
        number = 0
        while not self._stop.is_set():
            try:
                with psycopg.connect(self.url, autocommit=True, connect_timeout=5) as connection:
                    while not self._stop.is_set():
                        # The same number again after a cut: it may have been saved without our knowing.
                        connection.execute(
                            "INSERT INTO written (writer, number) VALUES (%s, %s) ON CONFLICT DO NOTHING",
                            [writer, number],
                        )
                        self.ledger.note(writer, number)
                        number += 1
            except psycopg.Error:
                self.failures += 1
                time.sleep(0.02)


def make_ledger_table(owner_url: str) -> None:
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute(
            "CREATE TABLE IF NOT EXISTS written (writer int, number int, filler text DEFAULT repeat('x', 200), "
            "PRIMARY KEY (writer, number))"
        )


def found_in(url: str) -> set[tuple[int, int]]:
    with psycopg.connect(url) as connection:
        return {(row[0], row[1]) for row in connection.execute("SELECT writer, number FROM written").fetchall()}
