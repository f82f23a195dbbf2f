"""Somebody at the product's address who keeps cookies as a browser does, over plain HTTP on the loopback."""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any


@dataclass
class Visitor:
    """Browsers send Secure cookies to 127.0.0.1; Python's cookie jar does not, hence our own."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def post(self, path: str, body: dict[str, Any]) -> Answer:
        return self._ask("POST", path, body)

    def _ask(self, verb: str, path: str, body: dict[str, Any] | None) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers |= {"Content-Type": "application/json", "Origin": self.address, "Referer": f"{self.address}/"}
        headers["X-CSRFToken"] = self.cookies.get("__Host-csrftoken", "")
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.address + path, data=data, headers=headers, method=verb)
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return self._read(response.status, response)
        except urllib.error.HTTPError as refusal:
            with refusal:
                return self._read(refusal.code, refusal)

    def _read(self, status: int, response: Any) -> Answer:
        for header in response.headers.get_all("Set-Cookie") or []:
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(header).items()})
        return Answer(status, json.loads(response.read() or b"null"))
