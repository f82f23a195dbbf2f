"""The technical manual of scales, in the order of the EFPA review model, from data alone.

What nobody knows yet is said to be so: a chapter is never left out because it is empty.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from backend.reports.kinds.document import Block, Bullets, Facts, Heading, Note, ReportDocument, Table, Text

UNKNOWN = "Not known yet."


@dataclass(frozen=True, kw_only=True)
class ScaleOfManual:
    """One scale as far as it is known. `figures` and `structure` are those of its newest calibration, or None."""

    code: str
    name: str
    description: str
    dimension: str
    items: tuple[str, ...]
    reversed_items: tuple[str, ...]
    status: str
    basis: str
    contradicted: bool | None
    figures: Mapping[str, Any] | None
    gates: Sequence[Mapping[str, Any]]
    groups: Sequence[Mapping[str, Any]]
    steps: Sequence[tuple[str, str, str, str]]
    norms: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class ManualContext:
    """What a technical manual is made from."""

    title: str
    summary: str
    organisation: str
    code: str
    version: str
    structure_hash: str
    language: str
    languages: tuple[str, ...]
    dated: date
    authors: tuple[str, ...]
    population: str
    decision: str
    stakes: str
    not_for: tuple[str, ...]
    formats: tuple[str, ...]
    minutes: float
    simulated: bool
    model_hash: str
    predecessor: str
    model_card: tuple[tuple[str, str], ...]
    scales: tuple[ScaleOfManual, ...]


def technical_manual(context: ManualContext) -> ReportDocument:
    """The manual as a document: EFPA's parts 1 to 13, those of each scale one after the other."""
    return ReportDocument(
        title=f"Technical manual: {context.title}",
        subtitle=f"{context.code} {context.version} · {context.organisation}",
        language="en",
        dated=context.dated,
        organisation=context.organisation,
        footer=f"Structure {context.structure_hash[:16]} · model {context.model_hash[:16]}",
        simulated=context.simulated,
        blocks=(
            *_description(context),
            *_measurement(context),
            *(block for scale in context.scales for block in _evaluation(scale)),
            *_card(context),
        ),
    )


def _description(context: ManualContext) -> list[Block]:
    return [
        Heading(text="1 Description"),
        Text(text=context.summary or UNKNOWN),
        Facts(
            pairs=(
                ("Instrument", f"{context.code} {context.version}"),
                ("Authors", ", ".join(context.authors)),
                ("Languages", ", ".join(context.languages)),
                ("This manual", f"the version in {context.language}; every other language stands for itself"),
            )
        ),
        Heading(text="2 Classification and intended use"),
        Facts(
            pairs=(
                ("Population", context.population or UNKNOWN),
                ("Decision", context.decision or UNKNOWN),
                ("Stakes", context.stakes or UNKNOWN),
                ("Not for", "; ".join(context.not_for) or UNKNOWN),
            )
        ),
    ]


def _measurement(context: ManualContext) -> list[Block]:
    return [
        Heading(text="3 Measurement and scoring"),
        Facts(
            pairs=(
                ("Answers", "; ".join(context.formats)),
                ("Time", f"about {context.minutes:.0f} minutes"),
                ("Scoring", "graded response model, posterior mean with its standard error, on T = 50 + 10 theta"),
                ("Missing answers", "leave the likelihood; under 80 % of a scale answered is not scored"),
            )
        ),
        Heading(text="4 Reports"),
        Text(text="Every figure stands with its error and its standing. No report ranks finer than its evidence."),
        Heading(text="5 Conditions of supply"),
        Text(text="Free software on a machine of one's own. Interpretation needs a qualified person."),
    ]


def _evaluation(scale: ScaleOfManual) -> list[Block]:
    return [
        Heading(text=f"Scale {scale.code}: {scale.name}"),
        Text(text=scale.description or UNKNOWN),
        *([Note(text="Real answers contradict its assumed parameters.")] if scale.contradicted else []),
        *_standing(scale),
        *_rationale(scale),
        *_norms(scale),
        *_reliability(scale),
        *_validity(scale),
        *_fairness(scale),
    ]


def _standing(scale: ScaleOfManual) -> list[Block]:
    return [
        Heading(text="6 Standing", level=2),
        Facts(pairs=(("Step", scale.status.replace("_", " ")), ("Parameters", scale.basis))),
        *(
            [Table(caption="Decisions", columns=("Step", "Day", "Who", "Why"), rows=tuple(scale.steps))]
            if scale.steps
            else [Text(text="No step of the ladder has been recorded.")]
        ),
    ]


def _rationale(scale: ScaleOfManual) -> list[Block]:
    turned = ", ".join(scale.reversed_items) or "none"
    blocks: list[Block] = [
        Heading(text="7 Design and materials", level=2),
        Facts(pairs=(("Dimension", scale.dimension), ("Items", ", ".join(scale.items)), ("Turned", turned))),
    ]
    if scale.figures is None:
        return [*blocks, Text(text=f"Item statistics: {UNKNOWN.lower()}")]
    found = scale.figures["description"]
    rows = tuple(
        (item, _figure(mean), _figure(sd), str(n), str(missing), _figure(rest))
        for item, mean, sd, n, missing, rest in zip(
            scale.figures["items"],
            found["mean"],
            found["sd"],
            found["n_valid"],
            found["n_missing"],
            found["item_rest"],
            strict=True,
        )
    )
    columns = ("Item", "Mean", "SD", "Answers", "Missing", "With the rest")
    return [*blocks, Table(caption="Keyed answers, lowest category 0", columns=columns, rows=rows)]


def _norms(scale: ScaleOfManual) -> list[Block]:
    heading = Heading(text="8 Norms", level=2)
    if not scale.norms:
        return [heading, Text(text=f"{UNKNOWN} A norm group is published with a scale's first model from data.")]
    rows = tuple(
        (
            str(one["composition"]),
            f"{one['n']:,}{' (provisional)' if one['provisional'] else ''}",
            f"{one['mean']:.1f}",
            f"{one['sd']:.1f}",
            f"{one['collected_from'] or '?'} to {one['collected_until'] or '?'}",
            one["consent"] or UNKNOWN,
        )
        for one in scale.norms
    )
    columns = ("Who", "n", "Mean T", "SD", "Days of import", "Consent")
    table = Table(caption="Norm groups; never by sex or ethnicity", columns=columns, rows=rows)
    return [heading, table]


def _reliability(scale: ScaleOfManual) -> list[Block]:
    heading = Heading(text="9 Reliability", level=2)
    if scale.figures is None or scale.figures["structure"] is None:
        return [heading, Text(text=UNKNOWN)]
    structure, alpha, norms = scale.figures["structure"], scale.figures["alpha"], scale.figures["norms"]
    pairs = [
        ("Categorical omega", f"{_figure(structure['omega'])}, lower 90 % bound {_figure(structure['omega_lower'])}"),
        (
            "Coefficient alpha",
            UNKNOWN
            if alpha is None
            else f"{alpha['alpha']:.3f} (95 %: {alpha['ci_lower']:.3f} to {alpha['ci_upper']:.3f}), n {alpha['n']:,}",
        ),
        ("Marginal reliability", UNKNOWN if norms is None else f"{norms['marginal_reliability']:.3f}"),
        ("Stability over time", UNKNOWN),
    ]
    return [heading, Facts(pairs=tuple(pairs))]


def _validity(scale: ScaleOfManual) -> list[Block]:
    heading = Heading(text="10 Validity", level=2)
    others = Bullets(
        items=(
            f"Response process: {UNKNOWN.lower()}",
            f"Relations with other measures: {UNKNOWN.lower()}",
            f"Relations with outcomes: {UNKNOWN.lower()} Nothing here predicts performance.",
            f"Consequences: {UNKNOWN.lower()}",
        )
    )
    if scale.figures is None or scale.figures["confirmation"] is None:
        return [heading, Text(text=f"Internal structure: {UNKNOWN.lower()}"), others]
    found = scale.figures["confirmation"]
    loadings = tuple(
        (
            one["item"],
            _figure(one["loading"]),
            _figure(one["se"]),
            f"{_figure(one['lower'])} to {_figure(one['upper'])}",
        )
        for one in found["loadings"]
    )
    gates = tuple(
        (
            str(gate["gate"]),
            str(gate["part"]),
            f"{gate['operator']} {gate['required']:g}",
            "–" if gate["observed"] is None else f"{gate['observed']:.4g}",
            "not tested" if gate["passed"] is None else "passed" if gate["passed"] else "failed",
        )
        for gate in scale.gates
    )
    return [
        heading,
        Text(text=f"Internal structure, re-estimated on {found['n']:,} people who did not calibrate the scale."),
        Table(
            caption="Loadings, standardised",
            columns=("Item", "Loading", "SE", "95 % interval"),
            rows=loadings,
        ),
        Table(caption="Gates", columns=("Gate", "Of", "Required", "Found", "Result"), rows=gates),
        others,
    ]


def _fairness(scale: ScaleOfManual) -> list[Block]:
    heading = Heading(text="11 Fairness", level=2)
    if not scale.groups:
        return [heading, Text(text="Not tested: no groups of a hundred people who told of themselves.")]
    rows = []
    for group in scale.groups:
        invariance, dif = group["invariance"], group["dif"]
        flagged = ", ".join(one["item"] for one in dif["items"] if one["flag"]) or "none"
        sizes = ", ".join(f"{name}: {n:,}" for name, n in group["sizes"].items())
        rows.append(
            (
                str(group["attribute"]),
                sizes,
                _figure(invariance["cfi_drop"]) if invariance["tested"] else "not tested",
                flagged if dif["tested"] else "not tested",
            )
        )
    columns = ("Groups by", "People", "Drop in CFI", "Items with DIF")
    return [heading, Table(caption="Invariance (limit .010) and DIF", columns=columns, rows=tuple(rows))]


def _card(context: ManualContext) -> list[Block]:
    return [
        Heading(text="12 Scoring-model card"),
        Facts(
            pairs=(
                ("Model", context.model_hash),
                ("Predecessor", context.predecessor or "none"),
                *context.model_card,
            )
        ),
        Heading(text="13 Final evaluation"),
        Text(text="Two independent reviewers have not yet evaluated this instrument."),
    ]


def _figure(value: Any) -> str:
    return "–" if value is None else f"{value:.3f}"
