"""Opening tenders, filling them in, and freezing everything that bidders are told and judged by."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from backend.campaigns.enums import CampaignKind
from backend.campaigns.selectors import battery_of
from backend.campaigns.services import (
    ChosenInstrument,
    assemble_battery,
    change_campaign,
    freeze_campaign,
    locked_campaign,
    open_campaign,
    what_is_missing,
)
from backend.kernel.audit import record_audit_event
from backend.kernel.errors import FieldError, NotFoundError, StaleRevisionError
from backend.kernel.tenancy import Actor
from backend.tenders.errors import TenderFrozenError, TenderIncompleteError, UnknownCriterionError
from backend.tenders.models import Criterion, Tender
from backend.tenders.policies import visible_tenders
from backend.tenders.selectors.criteria import definition_hash, scales_by_dimension, targets_of
from scoring.definitions.hashing import hash_of
from scoring.reliability.agreement.groups import AgreementPolicy

CONFIDENCE = 0.90
OF_CAMPAIGN = frozenset(
    {"title", "purpose", "contact_name", "contact_email", "definition_version_id", "closes_on", "answer_by"}
)
RULES = frozenset({"deadline_at", "respondents", "fewest_levels", "fewest_customer_facing"})


def open_tender(*, actor: Actor, title: str) -> Tender:
    """A draft, to be filled in by `change_tender`. Needs `manage_tenders`."""
    campaign = open_campaign(actor=actor, kind=CampaignKind.TENDER, title=title)
    tender = Tender.objects.create(campaign=campaign)
    record_audit_event(actor=actor, action="tender.opened", subject=tender, details={"campaign": str(campaign.pk)})
    return tender


def change_tender(
    *, actor: Actor, tender_id: uuid.UUID, changes: Mapping[str, Any], expected_revision: str = ""
) -> Tender:
    """Changes a draft. Needs `manage_tenders`.

    Fields: those of a campaign; `deadline_at`, `respondents`, `fewest_levels`, `fewest_customer_facing`; `criteria`
    (codes of dimensions of the pinned definition, whose bands and weights are taken as signed); `instruments`.
    """
    tender = locked_tender(actor, tender_id, expected_revision)
    if tender.frozen_at is not None:
        raise TenderFrozenError
    of_campaign = {name: value for name, value in changes.items() if name in OF_CAMPAIGN}
    if changes.get("deadline_at"):
        of_campaign["closes_on"] = changes["deadline_at"].date()
    change_campaign(actor=actor, campaign_id=tender.campaign_id, changes=of_campaign)
    if "instruments" in changes:
        chosen = [ChosenInstrument(identifier) for identifier in changes["instruments"]]
        assemble_battery(actor=actor, campaign_id=tender.campaign_id, entries=chosen)
    rules = {name: value for name, value in changes.items() if name in RULES}
    for name, value in rules.items():
        setattr(tender, name, value)
    tender.revision += 1
    tender.save(update_fields=[*rules, "revision"])
    if "criteria" in changes or "definition_version_id" in changes:
        _replace_criteria(actor, tender, changes.get("criteria"))
    record_audit_event(actor=actor, action="tender.changed", subject=tender, changed_fields=sorted(changes))
    return tender


def _replace_criteria(actor: Actor, tender: Tender, codes: Sequence[str] | None) -> None:
    campaign = locked_campaign(actor, tender.campaign_id)
    targets = targets_of(campaign.definition_version_id)
    known = [target.code for target in targets]
    wanted = [row.dimension for row in tender.criteria.all() if row.dimension in known] if codes is None else codes
    for code in wanted:
        if code not in known:
            raise UnknownCriterionError(code, known)
    tender.criteria.all().delete()
    chosen = [target for target in targets if target.code in wanted]
    Criterion.objects.bulk_create(
        [
            Criterion(
                tender=tender,
                position=position,
                dimension=target.code,
                kind=target.kind,
                name=target.name,
                pole_a_name=target.pole_a_name,
                pole_b_name=target.pole_b_name,
                lower=target.lower,
                upper=target.upper,
                weight=target.weight,
            )
            for position, target in enumerate(chosen, start=1)
        ]
    )


def freeze_tender(*, actor: Actor, tender_id: uuid.UUID, expected_revision: str = "") -> Tender:
    """Fixes criteria, bands, weights, rules, deadline and questions under one hash. Needs `manage_tenders`.

    From here on the database refuses every change; suppliers can be invited. A frozen tender is given back as it is.
    """
    tender = locked_tender(actor, tender_id, expected_revision)
    if tender.frozen_at is not None:
        return tender
    missing = what_a_tender_lacks(tender)
    if missing:
        raise TenderIncompleteError(missing)
    freeze_campaign(actor=actor, campaign_id=tender.campaign_id)
    tender.criteria_hash, tender.frozen_at = criteria_hash(tender), timezone.now()
    tender.revision += 1
    tender.save(update_fields=["criteria_hash", "frozen_at", "revision"])
    record_audit_event(
        actor=actor,
        action="tender.frozen",
        subject=tender,
        changed_fields=["frozen_at"],
        details={"criteria_hash": tender.criteria_hash},
    )
    return tender


def what_a_tender_lacks(tender: Tender) -> list[FieldError]:
    """Everything that stands between a draft and its freezing."""
    missing = what_is_missing(tender.campaign)
    if tender.deadline_at is None or tender.deadline_at <= timezone.now():
        missing.append(_missing("deadline_at", "Say until when bidders may answer: a moment to come."))
    criteria = list(tender.criteria.all())
    if not criteria:
        missing.append(_missing("criteria", "Choose the dimensions by which bidders are judged."))
    scales = scales_by_dimension(tender.campaign_id)
    for criterion in criteria:
        if criterion.dimension not in scales:
            words = (
                f"Choose a questionnaire for suppliers that asks about {criterion.name}, or leave the criterion out."
            )
            missing.append(_missing("instruments", words))
    return missing


def _missing(field: str, remedy: str) -> FieldError:
    return FieldError(field, "missing", remedy, remedy)


def criteria_hash(tender: Tender) -> str:
    """Hash of everything that bidders are told and judged by; anybody can make it again from what is published."""
    policy = AgreementPolicy()
    return hash_of(
        {
            "definition": definition_hash(tender.campaign_id),
            "criteria": [
                {
                    "dimension": row.dimension,
                    "kind": row.kind,
                    "lower": row.lower,
                    "upper": row.upper,
                    "weight": row.weight,
                }
                for row in tender.criteria.order_by("position")
            ],
            "instruments": [entry.structure_hash for entry in battery_of(tender.campaign_id)],
            "deadline_at": tender.deadline_at.isoformat() if tender.deadline_at else "",
            "respondents": tender.respondents,
            "fewest_levels": tender.fewest_levels,
            "fewest_customer_facing": tender.fewest_customer_facing,
            "confidence": CONFIDENCE,
            "agreement": {
                "min_rwgj": policy.min_rwgj,
                "max_deviation_share": policy.max_deviation_share,
                "max_gap": policy.max_gap,
                "min_respondents": policy.min_respondents,
                "min_answered": policy.min_answered,
            },
        }
    )


def locked_tender(actor: Actor, tender_id: uuid.UUID, expected_revision: str = "") -> Tender:
    """The tender and its campaign, locked, for whoever may manage it."""
    rows = visible_tenders(actor).select_related("campaign")
    tender = rows.select_for_update(of=("self",)).filter(pk=tender_id).first()
    if tender is None:
        raise NotFoundError
    locked_campaign(actor, tender.campaign_id)
    if expected_revision not in {"", "*", f'"{tender.revision}"'}:
        raise StaleRevisionError(expected_revision[:100], f'"{tender.revision}"')
    return tender
