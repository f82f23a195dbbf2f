"""The candidate's own report: plain words, every figure with its error, how to contest and to be forgotten."""

from dataclasses import dataclass
from datetime import date

from backend.reports.kinds.document import Block, Bullets, Facts, Heading, Note, ReportDocument, Text
from backend.reports.kinds.positions import MethodLine, PositionLine, alone, counted, shown, strip_of

QUESTIONS, SITUATIONS = "questions", "situations"
PROVISIONAL = (
    "Provisional: these scales have not yet been checked on enough people. They describe what you said, with a wide "
    "margin; nobody may reject you because of them."
)


@dataclass(frozen=True, kw_only=True)
class CandidateContext:
    """What the candidate's report is made from."""

    name: str
    organisation: str
    campaign: str
    submitted_on: date
    answer_by: date | None
    contact: str
    language: str
    simulated: bool
    receipt: str
    definition: str
    lines: tuple[PositionLine, ...]


def candidate_report(context: CandidateContext) -> ReportDocument:
    """The report for the person it is about. No verdicts and no comparison: those are decisions of people."""
    return ReportDocument(
        title=f"Your own report, {context.name}",
        subtitle=f"{context.campaign} · {context.organisation}",
        language=context.language,
        dated=context.submitted_on,
        organisation=context.organisation,
        footer=f"Receipt {context.receipt} · culture definition {context.definition}",
        simulated=context.simulated,
        blocks=(*_opening(context), *_positions(context), *_rights(context)),
    )


def _opening(context: CandidateContext) -> list[Block]:
    facts = [
        ("Submitted", f"{context.submitted_on:%d %B %Y}"),
        ("Receipt", context.receipt),
        ("Questions", context.contact),
    ]
    if context.answer_by is not None:
        facts.insert(1, ("You hear from us by", f"{context.answer_by:%d %B %Y}"))
    return [
        Text(
            text=(
                "This is what your answers say about how you like to treat customers. The employer sees the same "
                "positions, from the same moment on."
            )
        ),
        Facts(pairs=tuple(facts)),
    ]


def _positions(context: CandidateContext) -> list[Block]:
    blocks: list[Block] = [
        Heading(text="Where you stand"),
        Text(
            text=(
                "Each line runs between two good ways of working. The upright mark is our best guess; the bar is the "
                "range in which you stand with a probability of 90 %. Figures are on a scale with 50 in the middle."
            )
        ),
    ]
    if any(line.provisional for line in context.lines):
        blocks.append(Note(text=PROVISIONAL))
    for line in context.lines:
        blocks.append(strip_of(line, with_verdict=False))
        blocks.append(Text(text=_sentence(line)))
    return blocks


def _sentence(line: PositionLine) -> str:
    if line.mean is None:
        return f"{line.name}: not scored. {_sources(line)}".strip()
    ends = f"{line.left} and {line.right}"
    return f"{line.name}: {shown(line)} between {ends}. {_sources(line)}".strip()


def _sources(line: PositionLine) -> str:
    """What you did for it; of several methods also what each of them says by itself."""
    if len(line.methods) == 1 and line.mean is not None:
        return f"From {_answered(line.methods[0])}."
    return " ".join(f"{_answered(method).capitalize()}, taken alone: {alone(method)}." for method in line.methods)


def _answered(method: MethodLine) -> str:
    what = SITUATIONS if method.method == "situational" else QUESTIONS
    return counted(method, what)


def _rights(context: CandidateContext) -> list[Block]:
    return [
        Heading(text="What you can do"),
        Bullets(
            items=(
                f"If something is wrong, write to {context.contact}; what you say is kept and answered.",
                "You can have your answers as a file, and you can have your data deleted, at any time.",
                "No result decides by itself. A named person decides, and must give a reason.",
                "You may ask for a talk with a person instead, or for the questions in another form.",
            )
        ),
    ]
