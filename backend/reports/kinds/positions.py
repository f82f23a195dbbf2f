"""What all reports about a person share: one line per dimension, and the words for how sure we are."""

from dataclasses import dataclass

from backend.reports.kinds.document import Strip

T_MEAN, T_SD = 50.0, 10.0
RATED = ("role_play", "immersion")

VERDICT_WORDS = {
    "on": "on culture",
    "off": "off culture",
    "cannot_tell": "cannot tell yet",
    "not_assessed": "not assessed",
}
REASON_WORDS = {
    "assumed_parameters": "no verdict: parameters are assumed",
    "no_cut": "no verdict: no cut has been set",
    "not_scored": "not scored",
    "band_not_signed": "no verdict: the band waits for a new signature",
}
METHOD_WORDS = {
    "questionnaire": "questionnaire",
    "situational": "situational test",
    "role_play": "role play",
    "immersion": "immersion day",
    "supplier": "supplier questionnaire",
}
UNSCORED_WORDS = {
    "too_few_answered": "under 80 % answered",
    "too_few_scenarios": "under four situations answered",
    "flat": "every option rated alike",
    "inconsistent": "ratings that the key does not explain",
}


@dataclass(frozen=True, kw_only=True)
class MethodLine:
    """One method behind a position. Figures are None, with a reason, where it gave nothing."""

    method: str
    mean: float | None
    se: float | None
    weight: float | None
    basis: str
    status: str
    n_answered: int
    n_items: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class PositionLine:
    """One dimension of a person, on theta. Figures are None where there is none; `reason` then says why."""

    dimension: str
    name: str
    kind: str
    left: str
    right: str
    mean: float | None
    se: float | None
    lower: float | None
    upper: float | None
    n_answered: int
    n_items: int
    band: tuple[float, float] | None
    cut: float | None
    probability: float | None
    verdict: str | None
    reason: str | None
    basis: str
    status: str
    provisional: bool
    methods: tuple[MethodLine, ...] = ()


def to_t(theta: float) -> float:
    """T = 50 + 10 theta."""
    return T_MEAN + T_SD * theta


def shown(line: PositionLine) -> str:
    """Position with its 90 % interval, in words: "55 (45 to 66)"."""
    if line.mean is None or line.lower is None or line.upper is None:
        return "none"
    return f"{to_t(line.mean):.0f} ({to_t(line.lower):.0f} to {to_t(line.upper):.0f})"


def verdict_words(line: PositionLine) -> str:
    """The verdict, or why there is none."""
    if line.verdict is not None:
        return VERDICT_WORDS[line.verdict]
    return REASON_WORDS.get(line.reason or "", "no verdict")


def strip_of(line: PositionLine, *, with_verdict: bool = True) -> Strip:
    """The line as a strip on T."""
    band = line.band
    if line.cut is not None:
        band = (line.cut, 3.0)
    return Strip(
        label=line.name,
        left=line.left,
        right=line.right,
        mean=None if line.mean is None else to_t(line.mean),
        se=None if line.se is None else T_SD * line.se,
        lower=None if line.lower is None else to_t(line.lower),
        upper=None if line.upper is None else to_t(line.upper),
        band=None if band is None else (to_t(band[0]), to_t(band[1])),
        words=verdict_words(line) if with_verdict else ("provisional" if line.provisional else ""),
        provisional=line.provisional,
    )


def alone(line: MethodLine) -> str:
    """The position if this method were all there is, with its error, or why there is none: "44 (SE 9)"."""
    if line.mean is None or line.se is None:
        return f"not scored: {UNSCORED_WORDS.get(line.reason, 'too little answered')}"
    return f"{to_t(line.mean):.0f} (SE {T_SD * line.se:.0f})"


def counted(line: MethodLine, unit: str) -> str:
    """How much stands behind a method, in its own unit. What was rated is counted by views; one view is called so."""
    if line.method not in RATED:
        return f"{line.n_answered} of {line.n_items} {unit}"
    return "one view of a rater" if line.n_answered == 1 else f"{line.n_answered} of {line.n_items} views of raters"
