"""Evidence of any number of sources as one position a person, with what stands behind it.

The one place where fit combines: it takes a list of `Gathered` and asks nowhere else, so that ratings, supplier scales
or anything later need only be gathered into the list.
"""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from backend.fit.selectors.evidence import Gathered, MethodEvidence
from scoring.definitions.standing import Basis, Status
from scoring.evidence.people import PeoplePositions, PersonEvidence, combine_people
from scoring.evidence.say_do import SayDo, say_do

RUNGS = (Status.SUSPENDED, Status.DRAFT, Status.REVIEWED, Status.PILOTED, Status.STRUCTURE_CONFIRMED, Status.IN_USE)


@dataclass(frozen=True)
class Behind:
    """What stands behind one dimension of one person, for the stored row."""

    methods: tuple[str, ...]
    basis: str
    status: str
    n_answered: int
    n_items: int


NOTHING = Behind((), "", "", 0, 0)


@dataclass(frozen=True)
class DimensionEvidence:
    """All people's evidence on one dimension: combined, and person by person as it was gathered."""

    positions: PeoplePositions
    of_person: tuple[tuple[Gathered, ...], ...]

    def behind(self, person: int) -> Behind:
        """What the judged position rests on; of a person without a position, what was asked for."""
        found = self.of_person[person]
        scored = [one for one in found if one.piece is not None]
        counted = [one for one in scored if one.piece is not None and one.piece.eligible] or scored or found
        return _behind(counted)

    def methods(self, person: int) -> list[dict[str, Any]]:
        """Every method by itself, for the stored row."""
        by_method: dict[str, list[Gathered]] = defaultdict(list)
        for one in self.of_person[person]:
            by_method[one.method].append(one)
        return [asdict(self._method(method, found, person)) for method, found in by_method.items()]

    def _method(self, method: str, gathered: Sequence[Gathered], person: int) -> MethodEvidence:
        own = next((one for one in self.positions.methods if one.method == method), None)
        has_position = own is not None and not np.isnan(own.mean[person])
        behind = _behind([one for one in gathered if one.piece is not None] or gathered)
        return MethodEvidence(
            method=method,
            mean=float(own.mean[person]) if own is not None and has_position else None,
            se=float(own.se[person]) if own is not None and has_position else None,
            weight=float(own.weight[person]) if own is not None and has_position else None,
            basis=behind.basis,
            status=behind.status,
            n_answered=behind.n_answered,
            n_items=behind.n_items,
            reason="" if has_position else next((one.reason for one in gathered if one.reason), ""),
        )

    def say_do(self, person: int) -> SayDo | None:
        """The gap between what is said and what was seen; None unless there is evidence of both sorts."""
        return say_do([one.piece for one in self.of_person[person] if one.piece is not None])


def dimension_evidence(
    dimension: str, gathered: Sequence[Gathered], sitting_ids: Sequence[uuid.UUID]
) -> DimensionEvidence:
    """Everything gathered about these people on one dimension, combined."""
    place: Mapping[uuid.UUID, int] = {sitting_id: number for number, sitting_id in enumerate(sitting_ids)}
    of_person: list[list[Gathered]] = [[] for _ in sitting_ids]
    for one in gathered:
        of_person[place[one.sitting_id]].append(one)
    pieces = [
        PersonEvidence(person=place[one.sitting_id], piece=one.piece) for one in gathered if one.piece is not None
    ]
    assessed = np.array([bool(found) for found in of_person], dtype=np.bool_)
    positions = combine_people(dimension, pieces, people=len(sitting_ids), assessed=assessed)
    return DimensionEvidence(positions, tuple(tuple(found) for found in of_person))


def _behind(gathered: Sequence[Gathered]) -> Behind:
    if not gathered:
        return NOTHING
    return Behind(
        methods=tuple(dict.fromkeys(one.method for one in gathered)),
        basis=str(Basis.DATA if any(one.basis == Basis.DATA for one in gathered) else Basis.ASSUMED),
        status=min((one.status for one in gathered), key=lambda status: RUNGS.index(Status(status))),
        n_answered=sum(one.n_answered for one in gathered),
        n_items=sum(one.n_items for one in gathered),
    )
