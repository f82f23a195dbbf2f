"""A visitor over HTTP who keeps cookies as a browser does: the product asked from outside, as people ask it."""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

SIGN_IN = "/_allauth/browser/v1/auth/login"
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a proxy has no business on the loopback


@dataclass(frozen=True)
class Answer:
    """Status and, where it was JSON, body; 0 when nothing answered."""

    status: int
    body: Any = None


@dataclass
class Browser:
    """Browsers send Secure cookies to 127.0.0.1; Python's own cookie jar does not, hence this one."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)

    def sign_in(self, email: str, password: str) -> bool:
        self.get("/api/v1/start")  # brings the anti-forgery cookie
        return self._ask(SIGN_IN, {"email": email, "password": password}).status == 200

    def get(self, path: str) -> Answer:
        return self._ask(path, None)

    def _ask(self, path: str, body: dict[str, str] | None) -> Answer:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/json",
            "Origin": self.address,
            "Referer": f"{self.address}/",
            "X-CSRFToken": self.cookies.get("__Host-csrftoken", ""),
        }
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.address + path, data=data, headers=headers)  # noqa: S310 -- our own address
        try:
            with _direct.open(request, timeout=60) as response:
                return self._read(response.status, response)
        except urllib.error.HTTPError as refusal:
            with refusal:
                return self._read(refusal.code, refusal)
        except OSError:
            return Answer(0)

    def _read(self, status: int, response: Any) -> Answer:
        for header in response.headers.get_all("Set-Cookie") or []:
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(header).items()})
        content = response.read()
        is_json = "json" in response.headers.get("Content-Type", "")
        return Answer(status, json.loads(content) if is_json and content else None)
