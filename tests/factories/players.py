"""Takers over real connections: a browser's cookie and one kept-open connection each."""

import http.client
import json
import os
import subprocess
import sys
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scoring.definitions.hashing import hash_of

ROOT = Path(__file__).resolve().parents[2]
LARGEST_BATCH = 50
HEADERS = {"Content-Type": "application/json", "X-Onculture-Player": "1"}


def seed_takers(database_url: str, var: Path, count: int) -> dict[str, Any]:
    """People invited in a served database, by a process of their own: the organisation and the links' secrets."""
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "backend.config.settings.local",
        "ONCULTURE_VAR": str(var),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.factories.seeding", str(count)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return dict(json.loads(done.stdout.splitlines()[-1]))


@dataclass
class Player:
    """One taker's browser."""

    address: str
    cookie: str = ""
    tab: str = field(default_factory=lambda: str(uuid.uuid4()))
    _connection: http.client.HTTPConnection | None = None

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, dict[str, Any]]:
        """Status and answer; raises OSError or HTTPException where the connection fails."""
        connection = self._open()
        try:
            sent = None if body is None else json.dumps(body)
            cookie = {"Cookie": f"__Host-taker={self.cookie}"} if self.cookie else {}
            address = path if path.startswith("/") else f"/api/v1/take/{path}"
            connection.request(method, address, sent, {**HEADERS, **cookie, **headers})
            response = connection.getresponse()
            text = response.read()
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        set_cookie = response.headers.get("Set-Cookie", "")
        if set_cookie.startswith("__Host-taker="):
            self.cookie = set_cookie.removeprefix("__Host-taker=").partition(";")[0]
        return response.status, json.loads(text) if text else {}

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> http.client.HTTPConnection:
        if self._connection is None:
            parts = urlsplit(self.address)
            self._connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
        return self._connection

    def arrive(self, secret: str) -> None:
        """Exchanges the secret, agrees to everything, starts, and opens every section."""
        assert self.call("POST", "exchange", {"token": secret})[0] == 204
        state = self.call("GET", "state")[1]
        codes = [consent["code"] for consent in state["consents"]]
        assert self.call("POST", "start", {"consents": codes, "language": "en"})[0] == 200
        for section in state["sections"]:
            assert self.call("POST", f"sections/{section['index']}/open", {})[0] == 200

    def answer_everything(self, value: int = 4) -> None:
        """Gives one value to every item of a sitting that was begun, submits, and has the receipt."""
        sections = [self.call("GET", f"sections/{one['index']}")[1] for one in self.call("GET", "state")[1]["sections"]]
        items = [item for section in sections for entry in section["items"] for item in answerable(entry)]
        for start in range(0, len(items), LARGEST_BATCH):
            events = [
                {"seq": seq, "item": item, "value": value, "client_time": "2026-11-21T22:00:00Z"}
                for seq, item in enumerate(items[start : start + LARGEST_BATCH], start=start + 1)
            ]
            assert self.call("POST", "answers", {"client": self.tab, "events": events})[0] == 200
        body = {"count": len(items), "hash": hash_of(dict.fromkeys(items, value))}
        assert self.call("POST", "submit", body, **{"Idempotency-Key": str(uuid.uuid4())})[0] == 200


def answerable(entry: dict[str, Any]) -> list[str]:
    """What takes an answer in one entry of a form: its options, or itself."""
    return [option["id"] for option in entry.get("options", [])] or [entry["id"]]
