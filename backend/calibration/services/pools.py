"""Pooling over organisations: a bundle leaves by a signature, and comes in by another. No query spans both."""

import uuid
from collections.abc import Mapping, Sequence

import numpy as np
from django.db import IntegrityError, transaction

from backend.accounts.enums import Capability
from backend.accounts.errors import ReauthenticationRequiredError
from backend.accounts.policies import require
from backend.accounts.selectors import organisation_name
from backend.calibration.enums import PoolDirection, Population
from backend.calibration.errors import BundleKnownError, BundleRefusedError
from backend.calibration.models import PoolBundle, Sample
from backend.calibration.selectors.samples import answers_by_scale, layouts_of, layouts_on_sample, origins_of, sample
from backend.calibration.study.pools import (
    LEAST_ROWS,
    Bundle,
    UnusableBundleError,
    bundle_text,
    categories_of,
    read_bundle,
)
from backend.kernel.audit import record_audit_event
from backend.kernel.tenancy import Actor
from backend.library.selectors.instruments import instrument
from scoring.definitions.standing import OriginCounts
from scoring.factor.tables import TwoWayTables, tables_of
from scoring.models.estimation import keyed_table
from scoring.models.layout import ScaleLayout

SECOND = 1


def export_bundle(*, actor: Actor, sample_id: uuid.UUID, statement: str, recently_authenticated: bool) -> PoolBundle:
    """Signs off the two-way counts of a sample's first two parts, to be handed on as a file.

    For a psychometrician who has just proved who they are and says, in `statement`, by what consent the counts may
    leave. Refused where nobody said what the people agreed to, and under 100 people a half.
    """
    require(actor, Capability.CALIBRATE_SCALES)
    drawn = sample(actor, sample_id)
    _signer(actor, recently_authenticated)
    if not drawn.consent.strip():
        raise BundleRefusedError(
            "sample_id", "Nobody has said what these people agreed to.", "Draw them again, and say what they agreed to."
        )
    layouts = layouts_on_sample(drawn.instrument_version, drawn)
    halves, origins = zip(*(_half(drawn, layouts, part) for part in (0, SECOND)), strict=True)
    if min(half.n_rows for half in halves) < LEAST_ROWS:
        raise BundleRefusedError(
            "sample_id",
            f"A half has {min(half.n_rows for half in halves)} people; counts of fewer than {LEAST_ROWS} do not leave.",
            "Collect more answers.",
        )
    text = bundle_text(_about(drawn), halves, origins)
    return _stored(actor, drawn.instrument_version_id, read_bundle(text, layouts), text, statement, drawn)


def accept_bundle(
    *, actor: Actor, instrument_id: uuid.UUID, content: bytes, statement: str, recently_authenticated: bool
) -> PoolBundle:
    """Takes in another organisation's bundle, whose hash, items and words must be those of the instrument here.

    For a psychometrician who has just proved who they are and says, in `statement`, why these people may be pooled.
    """
    require(actor, Capability.CALIBRATE_SCALES)
    row = instrument(actor, instrument_id)
    _signer(actor, recently_authenticated)
    try:
        text = content.decode("utf-8")
        found = read_bundle(text, layouts_of(row))
        _refuse_other_instrument(row.structure_hash, row.content_hashes, found)
    except UnicodeDecodeError as error:
        raise BundleRefusedError("content", "The file is not UTF-8.", "Ask for the file as it was exported.") from error
    except UnusableBundleError as error:
        raise BundleRefusedError(error.place, error.reason, "Ask for the file as it was exported.") from error
    return _stored(actor, row.pk, found, text, statement, None)


def _signer(actor: Actor, recently_authenticated: bool) -> uuid.UUID:
    """Whose name stands under it."""
    if actor.membership_id is None or actor.kind != "member" or not recently_authenticated:
        raise ReauthenticationRequiredError
    return actor.membership_id


def _half(drawn: Sample, layouts: Sequence[ScaleLayout], part: int) -> tuple[TwoWayTables, OriginCounts]:
    """Counts of one part, and its people by origin; who answered nothing is no row of either."""
    rows = [row for row, at in zip(drawn.sitting_ids, drawn.part_numbers, strict=True) if at == part]
    present, answers = answers_by_scale(drawn, layouts, rows)
    table = keyed_table(layouts, answers)
    counted = [row for row, some in zip(present, np.asarray(table.answered.any(axis=1)), strict=True) if some]
    return tables_of(table, categories=categories_of(layouts)), origins_of(counted)


def _about(drawn: Sample) -> dict[str, str]:
    row = drawn.instrument_version
    return {
        "organisation": organisation_name(),
        "instrument": f"{row.code} {row.version}",
        "structure_hash": row.structure_hash,
        "content_hash": row.content_hashes[drawn.language],
        "language": drawn.language,
        "population": drawn.population,
        "consent": drawn.consent.strip(),
    }


def _refuse_other_instrument(structure_hash: str, content_hashes: Mapping[str, str], found: Bundle) -> None:
    about = found.about
    if about["structure_hash"] != structure_hash:
        raise UnusableBundleError("about.structure_hash", f"It counts answers to {about['instrument']}, not to this.")
    if content_hashes.get(about["language"]) != about["content_hash"]:
        raise UnusableBundleError("about.content_hash", "Its people were asked in other words.")
    if about["population"] not in Population.values:
        raise UnusableBundleError("about.population", f"It must be one of {', '.join(Population.values)}.")


def _stored(
    actor: Actor, instrument_id: uuid.UUID, found: Bundle, text: str, statement: str, drawn: Sample | None
) -> PoolBundle:
    bundle = PoolBundle(
        instrument_version_id=instrument_id,
        sample=drawn,
        direction=PoolDirection.ACCEPTED if drawn is None else PoolDirection.EXPORTED,
        organisation_said=found.about["organisation"],
        language=found.about["language"],
        population=found.about["population"],
        consent=found.about["consent"],
        origin_real=found.origin.real,
        origin_simulated=found.origin.simulated,
        bundle_hash=found.bundle_hash,
        text=text,
        statement=statement,
        signed_by_id=_signer(actor, recently_authenticated=True),
    )
    try:
        with transaction.atomic():
            bundle.save(force_insert=True)
    except IntegrityError as error:
        raise BundleKnownError(found.bundle_hash) from error
    record_audit_event(
        actor=actor,
        action=f"pool_bundle.{bundle.direction}",
        subject=bundle,
        details={
            "bundle_hash": bundle.bundle_hash, "real": bundle.origin_real, "simulated": bundle.origin_simulated
        },
    )  # fmt: skip
    return bundle
