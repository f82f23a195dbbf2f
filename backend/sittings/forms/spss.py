"""Answers from an SPSS file (.sav, .zsav), read in a process of its own.

The reader is a C library and the file comes from outside: what it does to memory, time or itself must not happen to
the process that answers requests. The child has bounds, knows nothing of the product, and prints one JSON object.
"""

import contextlib
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

MOST_SECONDS = 60
MOST_MEMORY = 2 * 1024**3
MOST_ROWS = 100_000
MOST_COLUMNS = 2_000
ROOT = Path(__file__).resolve().parents[3]


class UnreadableSpssError(Exception):
    """A file that is no SPSS file, is cut short, or is larger than what is read here. Its text says which."""


def read_spss(content: bytes) -> dict[str, Any]:
    """Names, rows of texts, value labels and declared missing codes of a file; raises `UnreadableSpssError`."""
    with tempfile.NamedTemporaryFile(suffix=".sav") as file:
        file.write(content)
        file.flush()
        try:
            done = subprocess.run(
                [sys.executable, "-m", __name__, file.name],
                cwd=ROOT,
                capture_output=True,
                timeout=MOST_SECONDS,
                check=False,
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            )
        except subprocess.TimeoutExpired as error:
            raise UnreadableSpssError(f"Reading it took more than {MOST_SECONDS} seconds.") from error
    if done.returncode != 0:
        raise UnreadableSpssError("It is damaged, or no SPSS file.")
    found: dict[str, Any] = json.loads(done.stdout)
    if "problem" in found:
        raise UnreadableSpssError(str(found["problem"]))
    return found


def document_of(path: str) -> dict[str, Any]:
    """The file as JSON holds it. Codes that the file declares missing stay in the rows."""
    import pyreadstat

    _, head = pyreadstat.read_sav(path, metadataonly=True)
    if len(head.column_names) > MOST_COLUMNS:
        return {"problem": f"It has {len(head.column_names)} variables; at most {MOST_COLUMNS} are read."}
    columns, head = pyreadstat.read_sav(path, user_missing=True, output_format="dict", row_limit=MOST_ROWS + 1)
    names = [as_text(name) for name in head.column_names]
    rows = [list(cells) for cells in zip(*map(_texts, columns.values()), strict=True)]
    if len(rows) > MOST_ROWS:
        return {"problem": f"It has more than {MOST_ROWS} rows; split it."}
    return {
        "names": names,
        "rows": rows,
        "value_labels": {
            as_text(name): {as_text(code): as_text(label) for code, label in labels.items()}
            for name, labels in head.variable_value_labels.items()
        },
        "missing_ranges": {
            as_text(name): [_bounds(one) for one in ranges] for name, ranges in head.missing_ranges.items()
        },
    }


def as_text(value: Any) -> str:
    """A cell as text: whole numbers without a fraction, what is missing as nothing."""
    if value is None or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    # what a damaged file calls text may hold what no database keeps
    return str(value).replace("\0", "").encode("utf-8", "replace").decode()


def declared_codes(
    ranges: Mapping[str, Sequence[Sequence[str]]], rows: Sequence[Sequence[str]], names: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """By variable, the codes of the rows that the file declares missing: single ones, or all within a range."""
    found = {}
    for name, bounds in ranges.items():
        place = names.index(name)
        codes = {row[place] for row in rows} - {""}
        declared = {code for code in codes if any(_within(code, low, high) for low, high in bounds)}
        singles = {low for low, high in bounds if low == high}
        found[name] = tuple(sorted(declared | singles))
    return found


def _within(code: str, low: str, high: str) -> bool:
    if low == high:
        return code == low
    try:
        return float(low) <= float(code) <= float(high)
    except ValueError:
        return False


def _bounds(declared: Any) -> list[str]:
    """Lowest and highest of what a file declares missing: one code, or a range."""
    if isinstance(declared, dict):
        return [as_text(declared["lo"]), as_text(declared["hi"])]
    return [as_text(declared)] * 2


def _texts(values: Any) -> Iterator[str]:
    return (as_text(value) for value in (values.tolist() if hasattr(values, "tolist") else values))


def _main(path: str) -> None:
    with contextlib.suppress(ValueError, OSError):  # not every system bounds memory in this way
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        found = document_of(path)
    except Exception:  # noqa: BLE001 -- whatever the reader says, the file cannot be read
        found = {"problem": "It is damaged, or no SPSS file."}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    _main(sys.argv[1])
