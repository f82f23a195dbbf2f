"""Questions to our own web server and job queue: do you answer, is every page there, did a job fail?"""

import socket
import urllib.error
import urllib.request
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin

import psycopg

PORTS_TRIED = 50
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a proxy has no business on the loopback


def free_port(host: str, wanted: int) -> int:
    """The wanted port, or the next one that nobody listens on."""
    for port in range(wanted, wanted + PORTS_TRIED):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise OSError(f"No free port between {wanted} and {wanted + PORTS_TRIED - 1} on {host}.")


def status_of(address: str, *, seconds: float = 10.0) -> int | None:
    """The HTTP status of a page; None when nothing answers."""
    fetched = fetch(address, seconds=seconds)
    return fetched.status if fetched is not None else None


@dataclass(frozen=True)
class Fetched:
    status: int
    content_type: str
    body: bytes


def fetch(address: str, *, seconds: float = 10.0) -> Fetched | None:
    """A page with its status; None when nothing answers."""
    try:
        with _direct.open(address, timeout=seconds) as response:
            return Fetched(response.status, response.headers.get("Content-Type", ""), response.read())
    except urllib.error.HTTPError as refusal:
        return Fetched(refusal.code, refusal.headers.get("Content-Type", ""), refusal.read())
    except OSError:
        return None


class _Assets(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        reference = named.get("src") if tag in {"script", "img"} else named.get("href") if tag == "link" else None
        if reference and not reference.startswith("data:"):
            self.found.append(reference)


def assets_of(page: Fetched, address: str) -> list[str]:
    """Every script, style and image that an HTML page names, as full addresses."""
    if "html" not in page.content_type:
        return []
    parser = _Assets()
    parser.feed(page.body.decode("utf-8", "replace"))
    return [urljoin(address, reference) for reference in parser.found]


def faults_of_pages(address: str, paths: list[str]) -> list[str]:
    """One request to each page and to all that it names; gives a line for each that did not answer 200."""
    faults: list[str] = []
    asked: set[str] = set()
    for page_address in (urljoin(address, path) for path in paths):
        page = fetch(page_address)
        if page is None or page.status != 200:
            faults.append(f"{page_address}: {page.status if page else 'no answer'}")
            continue
        for asset in assets_of(page, page_address):
            if asset not in asked and status_of(asset) != 200:
                faults.append(f"{asset}, named by {page_address}: not served")
            asked.add(asset)
    return faults


def jobs_by_status(database_url: str) -> dict[str, int]:
    """How many jobs the queue holds in each status (todo, doing, succeeded, failed, ...)."""
    with psycopg.connect(database_url) as connection:
        present = connection.execute("SELECT to_regclass('public.procrastinate_jobs') IS NOT NULL").fetchone()
        if present is None or not present[0]:
            return {}
        rows = connection.execute(
            "SELECT status::text, count(*) FROM procrastinate_jobs"
            " WHERE status <> 'todo' OR scheduled_at IS NULL OR scheduled_at <= now() GROUP BY status"
        )
        return {str(status): int(count) for status, count in rows.fetchall()}
