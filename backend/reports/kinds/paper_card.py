"""A rater's card on paper: the same places as on the screen, to be ticked and written on."""

from dataclasses import dataclass
from datetime import datetime

from backend.reports.kinds.document import (
    Block,
    Boxes,
    Bullets,
    Facts,
    Heading,
    Note,
    ReportDocument,
    Signatures,
    Text,
    WritingLines,
)
from scoring.definitions.exercise_sheets import CardBlock, CardRow, RaterCard

LINES_A_SIDE = 4


@dataclass(frozen=True, kw_only=True)
class PaperCardContext:
    """What a paper card is made from. It bears no mark."""

    organisation: str
    campaign: str
    candidate: str
    rater: str
    speaks_for_customers: bool
    starts_at: datetime
    place: str
    card_id: str
    simulated: bool
    sheet: RaterCard


def paper_card(context: PaperCardContext) -> ReportDocument:
    """The card of one rater for one exercise."""
    sheet = context.sheet
    return ReportDocument(
        title=sheet.title,
        subtitle=f"Rater's card · {context.campaign} · {context.organisation}",
        language=sheet.language,
        dated=context.starts_at.date(),
        organisation=context.organisation,
        footer=f"Card {context.card_id} · {sheet.code} {sheet.version} · {sheet.content_hash[:16]}",
        simulated=context.simulated,
        blocks=(
            Facts(pairs=_who(context)),
            Note(
                text="Mark by yourself, and hand the card to the clerk in a closed envelope. Nobody sees a mark before"
                " all cards are in; the clerk's name is kept with the transcript."
            ),
            *(block for one in sheet.blocks for block in _block(one, sheet)),
            Boxes(
                label="How sure are you of these marks?",
                help="",
                options=tuple((value.label, "") for value in sheet.confidence),
            ),
            Signatures(names=((context.rater, "rater, date"), ("", "transcribed by, date"))),
        ),
    )


def _who(context: PaperCardContext) -> tuple[tuple[str, str], ...]:
    rater = f"{context.rater} (speaks for the customers)" if context.speaks_for_customers else context.rater
    return (
        ("Candidate", context.candidate),
        ("Rater", rater),
        ("When and where", f"{context.starts_at:%d %B %Y, %H:%M} UTC, {context.place}"),
        ("Form", f"{context.sheet.form}, {context.sheet.variant}"),
    )


def _block(block: CardBlock, sheet: RaterCard) -> list[Block]:
    return [
        Heading(text=block.title),
        Text(text=block.purpose),
        Heading(text="Cues", level=2),
        Bullets(items=tuple(f"{cue.words.when}: {cue.words.line}" for cue in block.cues)),
        Heading(text="Watch for", level=2),
        Bullets(items=block.watch_for),
        Heading(text="Do not mark", level=2),
        Bullets(items=block.guard_notes),
        Heading(text="Rules", level=2),
        Bullets(items=sheet.rules),
        Heading(text="What was said and done", level=2),
        WritingLines(label="Speaks for", columns=("Time", "Said or done"), lines=LINES_A_SIDE, none=sheet.none_seen),
        WritingLines(
            label="Speaks against", columns=("Time", "Said or done"), lines=LINES_A_SIDE, none=sheet.none_seen
        ),
        *(_row(row) for row in block.rows),
    ]


def _row(row: CardRow) -> Block:
    signed = "+d" if row.mark == "style" else "d"
    options = tuple(
        (f"{value.value:{signed if value.value else 'd'}}  {value.label}", value.words or "") for value in row.values
    )
    return Boxes(label=row.title, help=row.look_for, options=(*options, (row.absent, "")))
