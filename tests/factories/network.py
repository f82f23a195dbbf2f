"""A network between a browser and the product that can be cut: a TCP relay on this machine."""

import random
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from urllib.parse import urlsplit

CHUNK = 65536


class Line(Enum):
    """What the network does with what it is given."""

    OPEN = "passes everything on"
    STALLED = "takes everything and passes nothing on"
    DEAF = "passes requests on and swallows the answers, then hangs up"
    CUT = "hangs up at once"


class Network:
    """Relays connections to a server. What it does may be changed at any moment, for connections that are open too."""

    def __init__(self, server: tuple[str, int]) -> None:
        self.server = server
        self.line = Line.OPEN
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.open: set[socket.socket] = set()
        self.swallowed = 0
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def becomes(self, line: Line) -> None:
        self.line = line
        if line is Line.CUT:
            self._hang_up()

    def close(self) -> None:
        self.listener.close()
        self._hang_up()

    def _hang_up(self) -> None:
        for one in list(self.open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            if self.line is Line.CUT:
                near.close()
                continue
            threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        try:
            far = socket.create_connection(self.server, timeout=10)
        except OSError:
            near.close()
            return
        far.settimeout(None)
        self.open |= {near, far}
        answers = threading.Thread(target=self._relay, args=(far, near, True), daemon=True)
        answers.start()
        self._relay(near, far, False)
        answers.join()
        self.open -= {near, far}
        near.close()
        far.close()

    def _relay(self, source: socket.socket, target: socket.socket, is_answer: bool) -> None:
        with suppress(OSError):
            while data := source.recv(CHUNK):
                while self.line is Line.STALLED:
                    time.sleep(0.02)
                if self.line is Line.CUT:
                    break
                if self.line is Line.DEAF and is_answer:
                    self.swallowed += 1
                    break
                target.sendall(data)
        for one in (source, target):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


@contextmanager
def network_before(address: str) -> Iterator[Network]:
    """A network in front of the product at this address, until the block ends."""
    parts = urlsplit(address)
    network = Network((parts.hostname or "127.0.0.1", parts.port or 80))
    try:
        yield network
    finally:
        network.close()


def disturb(network: Network, *, rounds: int) -> None:
    """Every kind of trouble in every round, each for a random moment, with a clear line between."""
    for _ in range(rounds):
        for line in random.sample([Line.STALLED, Line.DEAF, Line.CUT], 3):
            time.sleep(random.uniform(0.1, 0.4))
            network.becomes(line)
            time.sleep(random.uniform(0.2, 0.8))
            network.becomes(Line.OPEN)
