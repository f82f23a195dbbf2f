"""Model texts in lavaan's syntax, as a list of statements.

Understood: `=~` (is measured by), `~~` (variance or covariance), `~ 1` (intercept or mean), fixed values `0.5*A1`,
freeing `NA*A1`, starting values `start(0.5)*A1`, labels `a*A1` (equal labels are one parameter), one entry per group
`c(1, NA)*A1` or `c(a, b)*A1`, comments from `#` or `!` on, several statements on a line separated by `;`.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from scoring.errors import ModelSyntaxError


class Operator(StrEnum):
    """What a statement says about its two sides."""

    MEASURED_BY = "=~"
    COVARIES = "~~"
    MEAN = "~1"


@dataclass(frozen=True, kw_only=True)
class Modifier:
    """What a text says about one parameter in one group: fixed to a value, freed, started, labelled; or nothing."""

    fixed: float | None = None
    freed: bool = False
    start: float | None = None
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One parameter of the text; `modifiers` has one entry for all groups, or one for each."""

    lhs: str
    op: Operator
    rhs: str
    modifiers: tuple[Modifier, ...]
    line: int

    def modifier(self, group: int) -> Modifier:
        """What is said about group number `group`, the first being 0."""
        return self.modifiers[group] if len(self.modifiers) > 1 else self.modifiers[0]


@dataclass(frozen=True, kw_only=True)
class Model:
    """A parsed model: statements in order, names of latent variables, and observed variables as first mentioned."""

    statements: tuple[Statement, ...]
    factors: tuple[str, ...]
    observed: tuple[str, ...]

    def measured_by(self, factor: str) -> tuple[str, ...]:
        """The right-hand sides of the factor, items or other factors."""
        return tuple(s.rhs for s in self.statements if s.op is Operator.MEASURED_BY and s.lhs == factor)

    def items_of(self, factor: str) -> tuple[str, ...]:
        """The observed variables that measure the factor."""
        return tuple(name for name in self.measured_by(factor) if name in self.observed)


_NAME = r"[A-Za-z_\.][A-Za-z0-9_\.]*"
_NAME_ONLY = re.compile(rf"^{_NAME}$")
_NUMBER = re.compile(r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$")
_UNSUPPORTED = {":=": "definitions", "==": "constraints", "|": "thresholds", "<": "inequalities", ">": "inequalities"}
_STATEMENT = re.compile(r"^(?P<left>.+?)\s*(?P<op>=~|~~|~)\s*(?P<right>.+)$")


def parse_model(text: str) -> Model:
    """The model that a text describes.

    Raises
    ------
    ModelSyntaxError : a line cannot be read, a parameter or a scale is there twice, or nothing is measured; with the
        line. lavaan would join two lines of one factor; here the second is far more often another scale misnamed.
    """
    statements: list[Statement] = []
    for number, line in _lines(text):
        found = _parse_line(line, number)
        _refuse_same_scale(statements, found)
        statements.extend(found)
    factors = tuple(dict.fromkeys(s.lhs for s in statements if s.op is Operator.MEASURED_BY))
    if not factors:
        raise ModelSyntaxError(
            "The model measures nothing.",
            place="model",
            value=text[:80],
            remedy="Write a line such as A =~ A1 + A2 + A3.",
        )
    named = [name for s in statements for name in (s.lhs, s.rhs) if name]
    measured = [s.rhs for s in statements if s.op is Operator.MEASURED_BY]
    observed = tuple(dict.fromkeys(name for name in [*measured, *named] if name not in factors))
    _refuse_duplicates(statements)
    return Model(statements=tuple(statements), factors=factors, observed=observed)


def _lines(text: str) -> list[tuple[int, str]]:
    """Statements with the number of their first line; a line that ends or begins with + or an operator goes on."""
    found: list[tuple[int, str]] = []
    going_on = False
    for number, raw in enumerate(text.splitlines(), start=1):
        for piece in re.split(r"[#!]", raw, maxsplit=1)[0].split(";"):
            part = piece.strip()
            if not part:
                continue
            if found and (going_on or part.startswith(("+", "*"))):
                found[-1] = (found[-1][0], f"{found[-1][1]} {part}")
            else:
                found.append((number, part))
            going_on = part.endswith(("+", "~", "*", ","))
    return found


def _parse_line(line: str, number: int) -> list[Statement]:
    for sign, word in _UNSUPPORTED.items():
        if sign in line:
            raise _error(
                f"Lines with {sign} ({word}) are not part of this engine.", number, line, "Leave the line out."
            )
    match = _STATEMENT.match(line)
    if not match:
        raise _error("This is no statement.", number, line, "Write =~, ~~ or ~ 1 between two sides.")
    lefts = [_name(part, number) for part in match["left"].split("+")]
    terms = [part.strip() for part in _split_terms(match["right"])]
    if match["op"] == "~":
        return _means(lefts, terms, number, line)
    operator = Operator.MEASURED_BY if match["op"] == "=~" else Operator.COVARIES
    return [_statement(left, operator, term, number) for left in lefts for term in terms]


def _means(lefts: list[str], terms: list[str], number: int, line: str) -> list[Statement]:
    found = []
    for term in terms:
        *modifier, last = _split_modifiers(term)
        if last != "1":
            raise _error(
                "Regressions are not part of this engine.", number, line, "Only ~ 1 (means) and ~~ may stand here."
            )
        found += [
            Statement(lhs=left, op=Operator.MEAN, rhs="", modifiers=_modifiers(modifier, number), line=number)
            for left in lefts
        ]
    return found


def _statement(left: str, operator: Operator, term: str, number: int) -> Statement:
    *modifier, last = _split_modifiers(term)
    return Statement(
        lhs=left, op=operator, rhs=_name(last, number), modifiers=_modifiers(modifier, number), line=number
    )


def _split_terms(text: str) -> list[str]:
    """Terms between + signs that are not inside brackets or part of a number."""
    terms, depth = [""], 0
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        exponent = re.search(r"(^|[^A-Za-z_\.])\d+\.?\d*[eE]$", terms[-1])
        if letter == "+" and depth == 0 and terms[-1].strip() and not exponent and not terms[-1].rstrip().endswith("*"):
            terms.append("")
        else:
            terms[-1] += letter
    return terms


def _split_modifiers(term: str) -> list[str]:
    parts, depth = [""], 0
    for letter in term:
        depth += (letter == "(") - (letter == ")")
        if letter == "*" and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts]


def _modifiers(texts: list[str], number: int) -> tuple[Modifier, ...]:
    if not texts:
        return (Modifier(),)
    columns = []
    for text in texts:
        match = re.match(r"^c\((.*)\)$", text)
        columns.append([_modifier(part.strip(), number) for part in (match[1].split(",") if match else [text])])
    sizes = {len(column) for column in columns if len(column) > 1}
    if len(sizes) > 1:
        raise _error("The lists for groups differ in length.", number, " * ".join(texts), "Give one entry per group.")
    size = max(sizes, default=1)
    return tuple(_merged([column[g] if len(column) > 1 else column[0] for column in columns]) for g in range(size))


def _modifier(text: str, number: int) -> Modifier:
    if _NUMBER.match(text):
        return Modifier(fixed=float(text))
    if text == "NA":
        return Modifier(freed=True)
    if match := re.match(r"^start\(\s*([^\s)]+)\s*\)$", text):
        if _NUMBER.match(match[1]):
            return Modifier(start=float(match[1]))
    elif match := re.match(r"^(?:equal|label)\(\s*[\"']([^\"']+)[\"']\s*\)$", text):
        return Modifier(label=match[1])
    elif _NAME_ONLY.match(text):
        return Modifier(label=text)
    raise _error("This modifier cannot be read.", number, text, "Use a number, NA, a label, start(x) or c(..., ...).")


def _merged(parts: list[Modifier]) -> Modifier:
    return Modifier(
        fixed=next((p.fixed for p in parts if p.fixed is not None), None),
        freed=any(p.freed for p in parts),
        start=next((p.start for p in parts if p.start is not None), None),
        label=next((p.label for p in parts if p.label), ""),
    )


def _name(text: str, number: int) -> str:
    name = text.strip()
    if not _NAME_ONLY.match(name):
        raise _error("This is no name.", number, text.strip(), "Names start with a letter and have no spaces or signs.")
    return name


def _refuse_same_scale(earlier: list[Statement], found: list[Statement]) -> None:
    measured = {entry.lhs: entry.line for entry in earlier if entry.op is Operator.MEASURED_BY}
    for entry in found:
        if entry.op is Operator.MEASURED_BY and entry.lhs in measured:
            raise _error(
                f"The scale is named twice; line {measured[entry.lhs]} has it already.",
                entry.line,
                entry.lhs,
                "Name one of them otherwise, or write all items of the scale in one statement.",
            )


def _refuse_duplicates(statements: list[Statement]) -> None:
    seen: set[tuple[str, str, str]] = set()
    for entry in statements:
        ends = (entry.lhs, entry.rhs)
        low, high = sorted(ends) if entry.op is Operator.COVARIES else ends
        key = (low, entry.op.value, high)
        if key in seen or (entry.op is Operator.MEASURED_BY and entry.lhs == entry.rhs):
            raise _error(
                "The parameter is there twice." if key in seen else "A factor cannot measure itself.",
                entry.line,
                f"{entry.lhs} {entry.op.value} {entry.rhs}",
                "Keep one of them.",
            )
        seen.add(key)


def _error(message: str, number: int, value: str, remedy: str) -> ModelSyntaxError:
    return ModelSyntaxError(message, place=f"model, line {number}", value=value, remedy=remedy)
