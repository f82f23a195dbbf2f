"""Where two versions differ, place by place."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from backend.cultures.selectors.documents import TARGET_FIELDS, CultureDocument, culture_document
from backend.kernel.tenancy import Actor


@dataclass(frozen=True)
class Difference:
    """One place at which two versions differ; `None` where the place is not there."""

    place: str
    before: str | None
    after: str | None


def differences(actor: Actor, version_id: uuid.UUID, earlier_id: uuid.UUID | None = None) -> list[Difference]:
    """Where a version differs from an earlier one, place by place; behaviours one by one.

    Without `earlier_id` it is compared with the version it was drafted from, or, as a first one, with nothing.
    """
    document = culture_document(actor, version_id)
    former = earlier_id or document.based_on
    after = dict(_places(document))
    before = dict(_places(culture_document(actor, former))) if former else {}
    places = [*before, *(place for place in after if place not in before)]
    return [
        Difference(place, before.get(place), after.get(place))
        for place in places
        if before.get(place) != after.get(place)
    ]


def _places(document: CultureDocument) -> Iterator[tuple[str, str]]:
    for name in ("statement", "rallying_cry", "full_definition", "quorum"):
        yield name, str(getattr(document, name))
    for one in document.signatories:
        yield f"signatories.{one.membership_id}", one.name
    for target in document.targets:
        for name in TARGET_FIELDS[1:]:
            value = getattr(target, name)
            if value not in (None, ""):
                yield f"dimensions.{target.code}.{name}", str(value)
        for side, texts in (("on", target.on), ("off", target.off)):
            yield from ((f"dimensions.{target.code}.{side}: {text}", text) for text in texts)
