"""The assessment summary of one bidder: level, agreement apart, evidence, strengths and reasons.

Buyer and bidder read the same document; of the other bidders it says nothing.
"""

from dataclasses import dataclass
from datetime import date

from backend.reports.kinds.document import Block, Dots, Facts, Heading, Note, ReportDocument, Table, Text


@dataclass(frozen=True, kw_only=True)
class BidderLevel:
    """One criterion, on the answer scale from 1 to `categories`. Figures are None where it is not assessed."""

    name: str
    left: str
    right: str
    weight: int
    categories: int
    band: tuple[float, float] | None
    n: int
    needed: int
    drawn: int
    population: int | None
    mean: float | None
    se: float | None
    lower: float | None
    upper: float | None
    agrees: bool | None
    rwgj: float | None
    rwgj_least: float
    ad_mean: float | None
    ad_most: float
    largest_gap: float | None
    gap_most: float
    respondent_means: tuple[float, ...]
    provisional: bool


@dataclass(frozen=True, kw_only=True)
class GradedEvidence:
    """One file, by its title, with its grade and how long that holds."""

    title: str
    criterion: str
    grade: str
    valid_until: date | None
    expired: bool


@dataclass(frozen=True, kw_only=True)
class SupplierContext:
    """What the summary is made from. Without a decision `outcome` is empty."""

    supplier: str
    organisation: str
    tender: str
    assessed_on: date
    language: str
    simulated: bool
    definition: str
    criteria_hash: str
    audit_head: str
    deadline: str
    seed: str
    levels: tuple[BidderLevel, ...]
    evidence: tuple[GradedEvidence, ...]
    outcome: str
    strengths: str
    reason: str
    decided_by: str
    contested: tuple[tuple[str, str], ...]


def supplier_report(context: SupplierContext) -> ReportDocument:
    """The summary for the bidder and for the buyer's file."""
    return ReportDocument(
        title=f"Assessment summary: {context.supplier}",
        subtitle=f"{context.tender} · {context.organisation}",
        language=context.language,
        dated=context.assessed_on,
        organisation=context.organisation,
        footer=f"Criteria {context.criteria_hash[:16]} · {context.definition} · audit head {context.audit_head[:16]}",
        simulated=context.simulated,
        blocks=(
            *_decision(context),
            *_levels(context),
            *_strength(context),
            *_evidence(context),
            *_contested(context),
            *_method(context),
        ),
    )


def level_words(level: BidderLevel) -> str:
    """Mean and interval, or that it is not assessed and why."""
    if level.mean is None or level.lower is None or level.upper is None:
        return f"not assessed: {level.n} of {level.needed} respondents"
    return f"{level.mean:.1f} ({level.lower:.1f} to {level.upper:.1f})"


def agreement_words(level: BidderLevel) -> str:
    """Whether the staff say the same; a split names the rules that it breaks."""
    if level.agrees is None:
        return level_words(level) if level.mean is None else "not judged"
    if level.agrees:
        return "one voice"
    broken = [
        f"rwg(j) {level.rwgj:.2f}" if level.rwgj is not None and level.rwgj < level.rwgj_least else "",
        f"deviation {level.ad_mean:.2f}" if level.ad_mean is not None and level.ad_mean > level.ad_most else "",
        f"gap of {level.largest_gap:.1f} points"
        if level.largest_gap is not None and level.largest_gap >= level.gap_most
        else "",
    ]
    return "split, and the split is the finding: " + ", ".join(part for part in broken if part)


def _decision(context: SupplierContext) -> list[Block]:
    if not context.outcome:
        return [Heading(text="Decision"), Text(text="Nobody has decided yet.")]
    pairs = (
        ("Decision", context.outcome),
        ("Strengths", context.strengths),
        ("Reasons", context.reason),
        ("Decided by", context.decided_by),
    )
    return [Heading(text="Decision"), Facts(pairs=pairs)]


def _levels(context: SupplierContext) -> list[Block]:
    drawings = [
        Dots(
            label=f"{level.name} (weight {level.weight})",
            left=level.left,
            right=level.right,
            minimum=1,
            maximum=level.categories,
            mean=level.mean,
            se=level.se,
            lower=level.lower,
            upper=level.upper,
            band=level.band,
            dots=level.respondent_means,
            words=agreement_words(level),
            provisional=level.provisional,
        )
        for level in context.levels
    ]
    blocks: list[Block] = [Heading(text="Level"), *drawings]
    if not drawings:
        blocks.append(Text(text="Nothing was assessed."))
    if any(level.provisional for level in context.levels):
        words = (
            "Provisional: the questionnaire has not been confirmed with data yet. The band is the signed one, carried"
            " over by an assumed reference; it orients and decides nothing."
        )
        blocks.append(Note(text=words))
    return blocks


def _strength(context: SupplierContext) -> list[Block]:
    def figure(value: float | None) -> str:
        return "none" if value is None else f"{value:.2f}"

    table = Table(
        caption="Strength: whether the staff say the same, apart from the level",
        columns=("Criterion", "Level (90 %)", "Respondents", "rwg(j)", "Mean deviation", "Largest gap", "Finding"),
        rows=tuple(
            (
                level.name,
                level_words(level),
                _respondents(level),
                figure(level.rwgj),
                figure(level.ad_mean),
                figure(level.largest_gap),
                _finding(level),
            )
            for level in context.levels
        ),
    )
    return [Heading(text="Strength"), table]


def _finding(level: BidderLevel) -> str:
    # The rules that a split breaks stand in the columns before and beside the drawing.
    return "split" if level.agrees is False else agreement_words(level)


def _respondents(level: BidderLevel) -> str:
    if level.population is None:
        return "no staff list"
    return f"{level.n} of {level.drawn} drawn from {level.population}"


def _evidence(context: SupplierContext) -> list[Block]:
    if not context.evidence:
        return [Heading(text="Evidence"), Text(text="No evidence was handed in.")]

    def valid(row: GradedEvidence) -> str:
        if row.valid_until is None:
            return "no date"
        return f"{row.valid_until:%d.%m.%Y}" + (", no longer valid" if row.expired else "")

    table = Table(
        caption="Evidence: claimed, documented, verified or observed",
        columns=("Evidence", "Criterion", "Grade", "Valid until"),
        rows=tuple((row.title, row.criterion or "general", row.grade, valid(row)) for row in context.evidence),
    )
    return [Heading(text="Evidence"), table]


def _contested(context: SupplierContext) -> list[Block]:
    if not context.contested:
        return []
    return [Heading(text="Contested"), Facts(pairs=context.contested)]


def _method(context: SupplierContext) -> list[Block]:
    return [
        Heading(text="How this was made"),
        Facts(
            pairs=(
                ("Criteria", f"frozen before the first invitation, hash {context.criteria_hash}"),
                ("Definition", context.definition),
                ("Deadline", context.deadline),
                ("Draw", f"at random from the staff list, seed {context.seed}" if context.seed else "no staff list"),
            )
        ),
        Text(
            text=(
                "Level is the unshrunk mean of the respondents' means with its t interval and the factor of a finite"
                " list. Agreement holds only if rwg(j) is at least 0.70, the mean deviation at most a sixth of the"
                " answer options, and no gap between neighbouring respondents reaches 1.5 points. Under five"
                " respondents nothing is assessed. Answers count together, never by name. There is no single score and"
                " no ranking. You may contest this summary; a named person answers."
            )
        ),
    ]
