"""The parts of a version as frozen classes, and the points that keep one from being proposed."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from backend.cultures.enums import CheckGravity
from backend.cultures.models import DefinitionVersion
from backend.cultures.selectors.placement import Placement
from backend.library.enums import DimensionKind


@dataclass(frozen=True)
class TargetDocument:
    """One dimension of a version: what is wanted, why, and how it shows."""

    id: uuid.UUID
    code: str
    kind: str
    name: str
    definition: str
    pole_a_name: str
    pole_a: str
    pole_b_name: str
    pole_b: str
    lower: float | None
    upper: float | None
    wished_level: float | None
    weight: int
    reason: str
    commercial_reason: str
    on: tuple[str, ...]
    off: tuple[str, ...]
    placement: Placement | None


@dataclass(frozen=True)
class SignatureDocument:
    """A named signatory, and when they signed which content."""

    membership_id: uuid.UUID
    name: str
    signed_at: datetime | None
    signed_hash: str


@dataclass(frozen=True)
class Check:
    """A point that is missing or worth a thought, at its place."""

    code: str
    place: str
    gravity: str
    message: str
    remedy: str


def checks_of(
    row: DefinitionVersion, targets: Sequence[TargetDocument], signatories: Sequence[SignatureDocument]
) -> Iterator[Check]:
    for name, gravity in (
        ("statement", CheckGravity.BLOCKING),
        ("full_definition", CheckGravity.BLOCKING),
        ("rallying_cry", CheckGravity.WARNING),
    ):
        if not getattr(row, name).strip():
            words = name.replace("_", " ")
            yield Check(f"{name}_missing", name, gravity, f"The {words} is empty.", f"Write the {words}.")
    if not targets:
        message, remedy = "No dimension is placed.", "Place at least one dimension."
        yield Check("no_dimension", "dimensions", CheckGravity.BLOCKING, message, remedy)
    if len(signatories) < row.quorum:
        message = f"{len(signatories)} signatories are named for a quorum of {row.quorum}."
        yield Check("too_few_signatories", "signatories", CheckGravity.BLOCKING, message, "Name more signatories.")
    for target in targets:
        yield from _target_checks(target)


_KINDS: Mapping[str, str] = {DimensionKind.STYLE: "band", DimensionKind.STANDARD: "wished level"}


def _target_checks(target: TargetDocument) -> Iterator[Check]:
    place = f"dimensions.{target.code}"
    placed = target.lower is not None if target.kind == DimensionKind.STYLE else target.wished_level is not None
    if target.kind in _KINDS and not placed:
        words = _KINDS[target.kind]
        message, remedy = f"{target.name}: no {words} is placed.", f"Place the {words} on the line."
        yield Check("not_placed", place, CheckGravity.BLOCKING, message, remedy)
    if target.placement is not None and target.placement.reason_required and not target.reason.strip():
        message = f"{target.name}: the band is narrower than ±1.0 and no reason is given."
        yield Check("reason_missing", f"{place}.reason", CheckGravity.BLOCKING, message, "Widen it, or say why.")
    if target.placement is not None and target.placement.hardly_confirmable:
        message = (
            f"{target.name}: even somebody in the middle of the band would be found in it with a probability of "
            f"{target.placement.p_max:.2f} only."
        )
        remedy = "Widen the band, or plan more evidence."
        yield Check("band_hardly_confirmable", place, CheckGravity.WARNING, message, remedy)
    if not target.commercial_reason.strip():
        message = f"{target.name}: nobody has said why this matters commercially."
        yield Check(
            "commercial_reason_missing", f"{place}.commercial_reason", CheckGravity.BLOCKING, message, "Say why."
        )
    for side, texts in (("on", target.on), ("off", target.off)):
        if not texts:
            message = f"{target.name}: no behaviour is named as {side} culture."
            yield Check(
                f"{side}_behaviour_missing", f"{place}.{side}", CheckGravity.BLOCKING, message, "Name at least one."
            )
