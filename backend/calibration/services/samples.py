"""Drawing a sample: which finished sittings a calibration looks at, cut by a seed that is stored."""

import secrets
import uuid
from collections.abc import Sequence
from typing import Any

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.calibration.enums import Population
from backend.calibration.errors import MixedPopulationsError, SampleRefusedError
from backend.calibration.models import Sample
from backend.calibration.selectors.samples import (
    AnswerSource,
    answer_sources,
    drawn_otherwise,
    finished_sittings,
    vacancies_among,
)
from backend.kernel.audit import record_audit_event
from backend.kernel.tenancy import Actor
from backend.library.selectors.instruments import instrument
from backend.sittings.enums import Origin
from scoring.ladder.confirmation import parts_of

PEOPLE_AT_LEAST = 100
LARGEST_SEED = 2**31


def draw_sample(
    *,
    actor: Actor,
    instrument_id: uuid.UUID,
    title: str,
    language: str = "",
    population: str = Population.VOLUNTEERS,
    consent: str = "",
    parts: int = 2,
    seed: int | None = None,
    campaign_ids: Sequence[uuid.UUID] = (),
) -> Sample:
    """Freezes who is looked at: all finished sittings of a version in one language, or those of named campaigns.

    Needs `calibrate_scales`. Refused where applicants would be mixed with others. The seed that cuts the parts is
    stored; without one it is drawn. A third part is for
    items that are chosen after a first look.
    """
    require(actor, Capability.CALIBRATE_SCALES)
    row = instrument(actor, instrument_id)
    sources = [one for one in answer_sources(row.pk) if not campaign_ids or one.campaign_id in set(campaign_ids)]
    chosen = language or _only_language(sources)
    people = finished_sittings(row.pk, chosen, campaign_ids)
    if len(people) < PEOPLE_AT_LEAST:
        raise SampleRefusedError(
            f"{len(people)} people have finished this instrument; a sample needs {PEOPLE_AT_LEAST}.",
            f"Collect {PEOPLE_AT_LEAST - len(people)} more answers.",
            "instrument_id",
        )
    _refuse_mixing(population, [one for one in sources if one.language == chosen], [sitting for sitting, _ in people])
    used = secrets.randbelow(LARGEST_SEED) if seed is None else seed
    drawn = Sample.objects.create(
        instrument_version=row,
        language=chosen,
        title=title,
        population=Population(population),
        consent=consent,
        seed=used,
        parts=parts,
        sitting_ids=[sitting for sitting, _ in people],
        part_numbers=parts_of(len(people), used, parts).tolist(),
        origin_real=sum(origin == Origin.REAL for _, origin in people),
        origin_simulated=sum(origin != Origin.REAL for _, origin in people),
        description=_description([one for one in sources if one.language == chosen]),
        drawn_by_id=actor.membership_id,
    )
    record_audit_event(
        actor=actor,
        action="sample.drawn",
        subject=drawn,
        details={
            "instrument": str(row.pk), "n": len(people), "real": drawn.origin_real, "seed": used, "parts": parts
        },
    )  # fmt: skip
    return drawn


def _refuse_mixing(population: str, sources: Sequence[AnswerSource], people: Sequence[uuid.UUID]) -> None:
    """Applicants and incumbents answer differently: nobody is drawn as the one and as the other."""
    vacancies = vacancies_among([one.campaign_id for one in sources])
    if vacancies and population != Population.APPLICANTS:
        raise MixedPopulationsError(
            f'The people of "{vacancies[0][:100]}" applied for a vacancy; they are not {population}.',
            "Draw them as applicants, or name campaigns without a vacancy.",
        )
    if vacancies and len(vacancies) < len({one.campaign_id for one in sources}):
        raise MixedPopulationsError(
            f'The people of "{vacancies[0][:100]}" applied for a vacancy, those of other campaigns did not.',
            "Name campaigns of one kind.",
        )
    former = drawn_otherwise(people, population)
    if former is not None:
        raise MixedPopulationsError(
            f'Some of these people were drawn as {former.population} in the sample "{former.title[:100]}".',
            f"Draw them as {former.population}, or name campaigns that it did not look at.",
        )


def _only_language(sources: Sequence[AnswerSource]) -> str:
    languages = sorted({one.language for one in sources})
    if len(languages) > 1:
        raise SampleRefusedError(
            f"People answered in {', '.join(languages)}. A language version stands for itself.",
            "Name one language.",
            "language",
        )
    return languages[0] if languages else ""


def _description(sources: Sequence[AnswerSource]) -> dict[str, Any]:
    days = sorted(day for one in sources for day in (one.first, one.last) if day)
    return {
        "campaigns": [
            {"id": str(one.campaign_id), "title": one.title, "real": one.real, "simulated": one.simulated}
            for one in sources
        ],
        "first": days[0].isoformat() if days else None,
        "last": days[-1].isoformat() if days else None,
    }
