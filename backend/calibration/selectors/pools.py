"""Pool bundles of an instrument, and what they say together."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from backend.calibration.models import PoolBundle
from backend.calibration.policies import visible_bundles
from backend.calibration.selectors.samples import layouts_of
from backend.calibration.study.pools import pooled_figures, read_bundle
from backend.kernel.errors import NotFoundError
from backend.kernel.tenancy import Actor
from backend.library.models import InstrumentVersion
from backend.library.selectors.instruments import instrument


@dataclass(frozen=True)
class Pool:
    """Bundles of one language and population, and both halves of them together.

    It promotes nothing: the robust test of the gates needs a second exchange, and DIF between pools is not tested.
    """

    language: str
    population: str
    bundles: Sequence[PoolBundle]
    halves: Sequence[dict[str, Any]]


def bundles(actor: Actor, instrument_id: uuid.UUID) -> QuerySet[PoolBundle]:
    """Bundles of an instrument that left or came in, newest first."""
    row = instrument(actor, instrument_id)
    rows = visible_bundles(actor).filter(instrument_version=row).annotate(signer=F("signed_by__name"))
    return rows.order_by("-created_at", "id")


def bundle(actor: Actor, bundle_id: uuid.UUID) -> PoolBundle:
    """One bundle, or `NotFoundError`."""
    row = visible_bundles(actor).filter(pk=bundle_id).first()
    if row is None:
        raise NotFoundError
    return row


def pools(actor: Actor, instrument_id: uuid.UUID) -> list[Pool]:
    """What bundles say together; people of other languages and populations are never added up."""
    row = instrument(actor, instrument_id)
    listed = list(bundles(actor, instrument_id))
    kinds = sorted({(one.language, one.population) for one in listed})
    return [
        _pool(row, language, population, [b for b in listed if (b.language, b.population) == (language, population)])
        for language, population in kinds
    ]


def _pool(row: InstrumentVersion, language: str, population: str, listed: Sequence[PoolBundle]) -> Pool:
    layouts = layouts_of(row)
    return Pool(language, population, listed, pooled_figures(layouts, [read_bundle(b.text, layouts) for b in listed]))
