"""The report on a pilot: how a group of pseudonymous people stands, scale by scale, and what may not be said yet."""

from dataclasses import dataclass
from datetime import date

from backend.reports.kinds.document import Block, Facts, Heading, Note, ReportDocument, Table, Text
from backend.reports.kinds.positions import PositionLine, strip_of, to_t


@dataclass(frozen=True, kw_only=True)
class ScaleOfPilot:
    """One scale over all people; spread and error in theta."""

    name: str
    n_scored: int
    n_not_scored: int
    mean: float | None
    sd: float | None
    mean_se: float | None
    basis: str
    status: str
    verdicts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True)
class PilotContext:
    """What the report on a pilot is made from. `first` is one person's lines, to show what a single row looks like."""

    title: str
    organisation: str
    definition: str
    assessed_on: date
    simulated: bool
    n: int
    n_with_count: int
    reason: str
    scales: tuple[ScaleOfPilot, ...]
    first_code: str
    first: tuple[PositionLine, ...]


def pilot_report(context: PilotContext) -> ReportDocument:
    """The report for the psychometrician."""
    return ReportDocument(
        title=context.title,
        subtitle=f"Pilot report · {context.organisation}",
        language="en",
        dated=context.assessed_on,
        organisation=context.organisation,
        footer=f"Definition {context.definition}",
        simulated=context.simulated,
        blocks=(*_overall(context), _table(context), *_one_person(context)),
    )


def _overall(context: PilotContext) -> list[Block]:
    facts = (
        ("People", f"{context.n:,}"),
        ("With an overall figure", f"{context.n_with_count:,}"),
        ("Definition", context.definition),
    )
    blocks: list[Block] = [Heading(text="What was done"), Facts(pairs=facts)]
    if context.reason:
        blocks.append(Note(text=context.reason))
    return blocks


def _table(context: PilotContext) -> Table:
    return Table(
        caption="Scale by scale (T = 50 + 10 theta)",
        columns=("Scale", "Scored", "Not scored", "Mean ± mean standard error", "Spread (SD)", "Standing", "Verdicts"),
        rows=tuple(
            (
                scale.name,
                f"{scale.n_scored:,}",
                f"{scale.n_not_scored:,}",
                "none"
                if scale.mean is None or scale.mean_se is None
                else f"{to_t(scale.mean):.1f} ± {10 * scale.mean_se:.1f}",
                "none" if scale.sd is None else f"{10 * scale.sd:.1f}",
                f"{scale.basis}, {scale.status.replace('_', ' ')}",
                ", ".join(f"{words}: {number:,}" for words, number in scale.verdicts),
            )
            for scale in context.scales
        ),
    )


def _one_person(context: PilotContext) -> list[Block]:
    if not context.first:
        return []
    return [
        Heading(text=f"One person of the group: {context.first_code}"),
        Text(text="What a single row looks like: each position with its 90 % interval against the band."),
        *(strip_of(line) for line in context.first),
    ]
