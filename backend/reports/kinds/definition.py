"""The culture definition on paper: for signature, and as proof of what was signed."""

from dataclasses import dataclass
from datetime import date

from backend.reports.kinds.document import Block, Bullets, Facts, Heading, ReportDocument, Signatures, Text
from backend.reports.kinds.positions import to_t


@dataclass(frozen=True, kw_only=True)
class TargetLine:
    """One dimension of a definition, on theta."""

    name: str
    kind: str
    left: str
    right: str
    band: tuple[float, float] | None
    wished_level: str
    weight: int
    reason: str
    on: tuple[str, ...]
    off: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DefinitionContext:
    """What the definition's document is made from. Signatures are (name, how it stands)."""

    organisation: str
    name: str
    version: str
    status: str
    content_hash: str
    language: str
    dated: date
    simulated: bool
    statement: str
    rallying_cry: str
    full_definition: str
    targets: tuple[TargetLine, ...]
    signatures: tuple[tuple[str, str], ...]


def definition_document(context: DefinitionContext) -> ReportDocument:
    """The document that leaders sign."""
    return ReportDocument(
        title=context.name,
        subtitle=f"Customer culture definition, version {context.version} ({context.status}) · {context.organisation}",
        language=context.language,
        dated=context.dated,
        organisation=context.organisation,
        footer=f"Version {context.version} · {context.content_hash}",
        simulated=context.simulated,
        blocks=(
            Heading(text="Statement"),
            Text(text=context.statement),
            Heading(text="Rallying cry"),
            Text(text=context.rallying_cry),
            Heading(text="Full definition"),
            Text(text=context.full_definition),
            Heading(text="Dimensions"),
            *(block for target in context.targets for block in _target(target)),
            Heading(text="Signatures"),
            Signatures(names=context.signatures),
        ),
    )


def _target(target: TargetLine) -> list[Block]:
    facts = [("Importance", f"{target.weight} of 5"), ("Why", target.reason)]
    if target.band is not None:
        lower, upper = target.band
        facts.insert(0, ("Band", f"{to_t(lower):.0f} to {to_t(upper):.0f}, between {target.left} and {target.right}"))
    elif target.wished_level:
        facts.insert(0, ("Wished level", target.wished_level))
    blocks: list[Block] = [Heading(text=target.name, level=2), Facts(pairs=tuple(facts))]
    if target.on:
        blocks.append(Bullets(items=tuple(f"On culture: {words}" for words in target.on)))
    if target.off:
        blocks.append(Bullets(items=tuple(f"Off culture: {words}" for words in target.off)))
    return blocks
