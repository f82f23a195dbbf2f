"""The recruiter's report on one candidate: positions against the signed definition, what is known and what is not."""

from dataclasses import dataclass
from datetime import date

from backend.reports.kinds.document import Block, Facts, Heading, Note, ReportDocument, Table, Text
from backend.reports.kinds.positions import METHOD_WORDS, PositionLine, alone, counted, shown, strip_of, verdict_words

SHARE_MEANS = (
    "Share is how much of the position above rests on a method; the rest is what is assumed before any answer. A "
    "method without a share is shown and does not enter."
)


@dataclass(frozen=True, kw_only=True)
class ScreeningContext:
    """What the recruiter's report is made from. Counts are None where no evidence is eligible."""

    name: str
    organisation: str
    campaign: str
    assessed_on: date
    language: str
    simulated: bool
    definition: str
    definition_hash: str
    audit_head: str
    lines: tuple[PositionLine, ...]
    expected_count: float | None
    count_lower: int | None
    count_upper: int | None
    assessed: int
    of: int
    reason: str | None
    decision: str | None


def screening_report(context: ScreeningContext) -> ReportDocument:
    """The report for the people who decide."""
    return ReportDocument(
        title=f"Screening: {context.name}",
        subtitle=f"{context.campaign} · {context.organisation}",
        language=context.language,
        dated=context.assessed_on,
        organisation=context.organisation,
        footer=f"Definition {context.definition} {context.definition_hash[:12]} · audit head {context.audit_head[:16]}",
        simulated=context.simulated,
        blocks=(*_overall(context), *_strips(context), _table(context), *_methods(context), *_limits()),
    )


def overall_words(context: ScreeningContext) -> str:
    """The expected count with its interval, or the sentence why there is none."""
    if context.expected_count is None:
        return context.reason or "No overall figure."
    missing = context.of - context.assessed
    rest = f"; {missing} not assessed" if missing else ""
    return (
        f"Expected on culture on {context.expected_count:.1f} of {context.assessed} assessed dimensions "
        f"(90 %: {context.count_lower} to {context.count_upper}){rest}."
    )


def _overall(context: ScreeningContext) -> list[Block]:
    blocks: list[Block] = [Heading(text="Overall"), Text(text=overall_words(context))]
    if context.decision:
        blocks.append(Facts(pairs=(("Decision", context.decision),)))
    if any(line.provisional for line in context.lines):
        blocks.append(
            Note(
                text=(
                    "Provisional evidence is shown with its error and enters no overall figure, no cut and no order. "
                    "It can start a conversation; it cannot end one."
                )
            )
        )
    return blocks


def _strips(context: ScreeningContext) -> list[Block]:
    return [Heading(text="Position per dimension"), *(strip_of(line) for line in context.lines)]


def _table(context: ScreeningContext) -> Table:
    return Table(
        caption="The same in figures (T = 50 + 10 theta)",
        columns=("Dimension", "Position (90 % interval)", "Probability inside", "Verdict", "Evidence"),
        rows=tuple(
            (
                line.name,
                shown(line),
                "none" if line.probability is None else f"{line.probability:.2f}",
                verdict_words(line),
                _evidence(line),
            )
            for line in context.lines
        ),
    )


def _evidence(line: PositionLine) -> str:
    if not line.n_items:
        return "none"
    behind = [method for method in line.methods if method.weight] or line.methods
    counts = ", ".join(counted(method, "answers") for method in behind)
    return f"{counts or f'{line.n_answered} of {line.n_items} answers'}; {line.basis}; {line.status.replace('_', ' ')}"


def _methods(context: ScreeningContext) -> list[Block]:
    rows = tuple(
        (
            line.name,
            METHOD_WORDS.get(method.method, method.method),
            alone(method),
            "none" if method.weight is None else f"{100 * method.weight:.0f} %",
            counted(method, "answers"),
            f"{method.basis}; {method.status.replace('_', ' ')}",
        )
        for line in context.lines
        for method in line.methods
    )
    if not rows:
        return []
    return [
        Heading(text="What each method says by itself"),
        Text(text=SHARE_MEANS),
        Table(
            caption="Methods by dimension (T = 50 + 10 theta)",
            columns=("Dimension", "Method", "By itself (SE)", "Share", "Answered", "Standing"),
            rows=rows,
        ),
    ]


def _limits() -> list[Block]:
    return [
        Heading(text="What this does not say"),
        Text(
            text=(
                "Nothing here claims to predict performance. Neither end of a style is better. People whose intervals "
                "overlap cannot be told apart. The decision is yours, with a reason and your name."
            )
        ),
    ]
