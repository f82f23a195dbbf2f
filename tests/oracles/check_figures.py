# ruff: noqa -- a program of its own, kept as it was written; it prints
"""Figures out of JSON results: paths, rules, and the alignment of two results before they are compared.

The language is described in check_engine.py, which uses this module.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np

Pairs = list[tuple[str, Any, Any]]  # label, ours, oracle


class Unreadable(Exception):
    """A path, shape or name that is not where the case says it is."""


# ---------------------------------------------------------------- figures out of JSON

SEGMENT = re.compile(r"^(?P<key>[^\[\]]*)(?P<brackets>(\[[^\]]*\])*)$")


def pick(tree: Any, path: str) -> Any:
    """The value at `path`, after its rules."""
    path, *rules = [part.strip() for part in path.split(" | ")]
    for segment in filter(None, path.split("/")):
        tree = _step(tree, segment)
    for rule in rules:
        name, *arguments = rule.split()
        try:
            tree = RULES[name](tree, *arguments)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as problem:
            raise Unreadable(f"rule '{rule}' on {path}: {problem}") from None
    return tree


def _step(tree: Any, segment: str) -> Any:
    match = SEGMENT.match(segment)
    if not match:
        raise Unreadable(f"path segment '{segment}' is malformed")
    if isinstance(tree, _Many):
        return _Many(_step(item, segment) for item in tree)
    if key := match["key"]:
        if not isinstance(tree, dict) or key not in tree:
            raise Unreadable(f"no key '{key}'")
        tree = tree[key]
    for bracket in re.findall(r"\[([^\]]*)\]", match["brackets"]):
        if not isinstance(tree, list):
            raise Unreadable(f"'{key}' is not a list")
        tree = _index(tree, bracket)
    return tree


def _index(items: list[Any], bracket: str) -> Any:
    if bracket == "*":
        return _Many(items)
    if ":" in bracket:
        start, stop = (int(part) if part else None for part in bracket.split(":"))
        return items[start:stop]
    if "=" in bracket:
        key, wanted = bracket.split("=", 1)
        for item in items:
            if isinstance(item, dict) and label(item.get(key)) == wanted:
                return item
        raise Unreadable(f"no entry with {key} = {wanted}")
    if not -len(items) <= int(bracket) < len(items):
        raise Unreadable(f"entry {bracket} of a list of {len(items)}")
    return items[int(bracket)]


class _Many(list[Any]):
    """A list whose later path segments apply to each entry."""


def _thresholds(values: Any, names: Any = None) -> dict[str, list[float]]:
    """lavaan's {'A1|t1': x, ...} as one list per item."""
    by_item: dict[str, list[float]] = {}
    for name, value in values.items():
        by_item.setdefault(name.split("|")[0], []).append(value)
    return by_item


RULES: dict[str, Callable[..., Any]] = {
    "argmin": lambda values: int(np.argmin([number(v) for v in values])) + 1,
    "sum": lambda values: float(np.sum([number(v) for v in values])),
    "column": lambda matrix, name: {
        row: line[matrix["cols"].index(name)] for row, line in zip(matrix["rows"], matrix["values"])
    },
    "rows": lambda matrix: dict(zip(matrix["rows"], matrix["values"])),
    "by_item": _thresholds,
    "step": lambda lists, later, earlier: [number(v[int(later)]) - number(v[int(earlier)]) for v in lists],
    "minus_previous": lambda values: [None] + [number(b) - number(a) for a, b in zip(values, values[1:])],
    "entries": lambda mapping: list(mapping.values()),
    "each": lambda mapping, key: {name: entry[key] for name, entry in mapping.items()},
}


def number(value: Any) -> float:
    """A float; NaN for null, NA, and whatever is no number."""
    if value is None or isinstance(value, (dict, list)):
        return math.nan
    try:
        return float(value)
    except ValueError:
        return math.nan


def label(value: Any) -> str:
    """A name as text, so that 2, 2.0 and "2" are one group."""
    try:
        return str(int(value)) if float(value) == int(float(value)) else str(value)
    except (TypeError, ValueError, OverflowError):
        return str(value)


# ---------------------------------------------------------------- alignment


def pairs_of(check: dict[str, Any], ours: Any, oracle: Any, memory: dict[str, Any]) -> Pairs:
    """The figures to compare, matched as the comparison asks."""
    align = check.get("align", "none")
    try:
        theirs = _wanted(check["oracle"], oracle)
    except Unreadable as problem:
        raise Unreadable(f"oracle: {problem}") from None
    if align == "parameters":
        return _parameters(check, pick(ours, check["ours"]), theirs, oracle)
    mine = _wanted(check["ours"], ours)
    if align == "names":
        return _by_name(check, mine, theirs, ours, oracle)
    if align == "none":
        return _flat(mine, theirs, "")
    values = _array(theirs["values"] if isinstance(theirs, dict) else theirs)
    if align == "factors":
        if "order" not in memory:
            raise Unreadable("factors could not be aligned: no loadings")
        order, signs = memory["order"], memory["signs"]
        mine = _shaped(mine, values.shape)[np.ix_(order, order)] * np.outer(signs, signs)
        return _flat(mine.tolist(), values.tolist(), "factors")
    names = [label(n) for n in _wanted(check.get("names", "items"), ours)]
    if missing := [r for r in theirs["rows"] if label(r) not in names]:
        raise Unreadable(f"no row for {missing[0]}")
    rows = [names.index(label(r)) for r in theirs["rows"]]
    mine = _array(mine)
    if mine.ndim != 2 or mine.shape[0] != len(names):
        raise Unreadable(f"shape {mine.shape} for {len(names)} names")
    if align == "matrix":
        columns = [names.index(label(c)) for c in theirs["cols"]] if mine.shape[0] == mine.shape[1] else slice(None)
        mine = _shaped(mine[rows][:, columns], values.shape)
    elif align == "loadings":
        mine = _shaped(mine[rows], values.shape)
        memory["order"], memory["signs"] = _congruent(mine, values)
        mine = mine[:, memory["order"]] * memory["signs"]
    else:
        raise Unreadable(f"unknown alignment '{align}'")
    return [(f"[{r},{k}]", x, y) for r, xs, ys in zip(theirs["rows"], mine, values) for k, (x, y) in enumerate(zip(xs, ys))]


def _wanted(path: Any, tree: Any) -> Any:
    return path["value"] if isinstance(path, dict) else pick(tree, path)


def _array(values: Any) -> np.ndarray:
    try:
        return np.array([[number(v) for v in row] for row in values], dtype=float)
    except (TypeError, ValueError) as problem:
        raise Unreadable(f"not a matrix: {problem}") from None


def _shaped(values: Any, shape: tuple[int, ...]) -> np.ndarray:
    array = values if isinstance(values, np.ndarray) else _array(values)
    if array.shape != shape:
        raise Unreadable(f"shape {array.shape} instead of {shape}")
    return array


def _congruent(mine: np.ndarray, theirs: np.ndarray) -> tuple[list[int], np.ndarray]:
    """The order of our columns, and their signs, with the greatest sum of absolute congruences."""
    norms = np.outer(np.linalg.norm(mine, axis=0), np.linalg.norm(theirs, axis=0))
    congruence = np.nan_to_num(mine.T @ theirs / np.where(norms == 0, 1, norms))
    k = congruence.shape[0]
    if k <= 7:
        order = list(max(itertools.permutations(range(k)), key=lambda p: sum(abs(congruence[p, range(k)]))))
    else:  # greedy: the best remaining pair first
        order, left = [0] * k, np.abs(congruence)
        for _ in range(k):
            row, column = np.unravel_index(int(np.argmax(left)), left.shape)
            order[column] = int(row)
            left[row, :], left[:, column] = -1, -1
    return order, np.where(congruence[order, range(k)] < 0, -1.0, 1.0)


def _flat(mine: Any, theirs: Any, where: str) -> Pairs:
    if isinstance(theirs, dict):
        theirs = list(theirs.values())
    if isinstance(theirs, list):
        if not isinstance(mine, list) or len(mine) != len(theirs):
            size = len(mine) if isinstance(mine, list) else type(mine).__name__
            raise Unreadable(f"{where or 'list'}: {size} instead of {len(theirs)} entries")
        return [pair for i, (x, y) in enumerate(zip(mine, theirs)) for pair in _flat(x, y, f"{where}[{i}]")]
    if isinstance(mine, list) and len(mine) == 1:  # R writes a vector of one as a plain figure
        return _flat(mine[0], theirs, where)
    if isinstance(mine, (dict, list)):
        raise Unreadable(f"{where or 'value'}: {type(mine).__name__} instead of one figure")
    return [(where, mine, theirs)]


def _by_name(check: dict[str, Any], mine: Any, theirs: Any, ours: Any, oracle: Any) -> Pairs:
    if not isinstance(theirs, dict):
        theirs = dict(zip(map(label, _wanted(check["oracle_names"], oracle)), theirs))
    if not isinstance(mine, dict):
        names = _wanted(check.get("names", "items"), ours)
        if not isinstance(mine, list) or not isinstance(names, list) or len(mine) != len(names):
            raise Unreadable("values and names differ in number")
        mine = dict(zip(map(label, names), mine))
    found: Pairs = []
    for name, value in theirs.items():
        if label(name) not in mine:
            raise Unreadable(f"no entry for {name}")
        found += _flat(mine[label(name)], value, f"[{name}]")
    return found


def _parameters(check: dict[str, Any], mine: Any, theirs: Any, oracle: Any) -> Pairs:
    if not isinstance(mine, list) or not all(isinstance(row, dict) for row in mine):
        raise Unreadable("parameters is not a list of rows")
    field_, free = check["field"], pick(oracle, check.get("free", "parameters"))
    errors = {_key(l, o, r): number(e) for l, o, r, e in zip(free["lhs"], free["op"], free["rhs"], free["se"])}
    figures = {_key(row.get("lhs"), row.get("op"), row.get("rhs")): row for row in mine}
    found: Pairs = []
    for lhs, op, rhs, value in zip(theirs["lhs"], theirs["op"], theirs["rhs"], theirs[check["oracle_field"]]):
        key = _key(lhs, op, rhs)
        if not errors.get(key, 0.0) > 0:
            continue
        if key not in figures or field_ not in figures[key]:
            raise Unreadable(f"no {field_} for {lhs} {op} {rhs}")
        found.append((key, figures[key][field_], value))
    if field_ in ("se", "p"):
        return [(" ".join(key), x, y) for key, x, y in found]
    turn: Counter[str] = Counter()  # a factor may be turned: its sign is that of the sum of products of loadings
    for (lhs, op, _), x, y in found:
        turn[lhs] += number(x) * number(y) if op == "=~" and check.get("turn", True) else 0

    def sign(key: tuple[str, str, str]) -> int:
        ends = [key[0]] if key[1] == "=~" else [key[0], key[2]] if key[1] == "~~" and key[0] != key[2] else []
        return (-1) ** sum(turn[e] < 0 for e in ends)

    return [(" ".join(key), number(x) * sign(key), y) for key, x, y in found]


def _key(lhs: Any, op: Any, rhs: Any) -> tuple[str, str, str]:
    ends = (str(lhs), str(rhs or ""))
    return (min(ends), "~~", max(ends)) if op == "~~" else (ends[0], str(op), ends[1])
