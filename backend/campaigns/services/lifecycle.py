"""Opening campaigns, pinning what people are measured against, freezing and closing."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.campaigns.enums import CampaignKind, CampaignStatus
from backend.campaigns.errors import (
    CampaignClosedError,
    CampaignFrozenError,
    CampaignIncompleteError,
    DateOrderError,
    GivenTwiceError,
    NoCommonLanguageError,
    UnknownSectionError,
)
from backend.campaigns.models import Campaign, CampaignInstrument
from backend.campaigns.policies import managing, visible_campaigns
from backend.campaigns.selectors import battery_of
from backend.cultures.selectors import signed_definition
from backend.kernel.audit import record_audit_event
from backend.kernel.errors import FieldError, NotFoundError, StaleRevisionError
from backend.kernel.tenancy import Actor
from backend.library.selectors.instruments import definition_of, instrument
from scoring.definitions.forms import languages_covering
from scoring.definitions.hashing import FormInstrument, hash_of
from scoring.definitions.questionnaires import Questionnaire

FREE_AFTER_FREEZING = frozenset({"contact_name", "contact_email"})


@dataclass(frozen=True)
class ChosenInstrument:
    """One entry of a battery to be: a version, and its sections in order; none named means all."""

    instrument_version_id: uuid.UUID
    sections: tuple[str, ...] = ()


def open_campaign(*, actor: Actor, kind: str, title: str, **fields: Any) -> Campaign:
    """A draft, to be filled in. Needs what `managing` says. `fields` are those of `change_campaign`."""
    require(actor, managing(kind))
    campaign = Campaign(kind=kind, title=title)
    _set_fields(actor, campaign, fields)
    campaign.save(force_insert=True)
    record_audit_event(actor=actor, action="campaign.opened", subject=campaign, details={"kind": kind})
    return campaign


def change_campaign(
    *, actor: Actor, campaign_id: uuid.UUID, changes: Mapping[str, Any], expected_revision: str = ""
) -> Campaign:
    """Changes a draft; of a running campaign only the contact. Needs what `managing` says.

    Fields: title, purpose, contact_name, contact_email, definition_version_id, closes_on, answer_by.
    """
    campaign = locked_campaign(actor, campaign_id, expected_revision)
    fields = {name: value for name, value in changes.items() if getattr(campaign, name) != value}
    if campaign.status != CampaignStatus.DRAFT and set(fields) - FREE_AFTER_FREEZING:
        raise CampaignFrozenError(min(set(fields) - FREE_AFTER_FREEZING))
    if not fields:
        return campaign
    _set_fields(actor, campaign, fields)
    campaign.revision += 1
    campaign.save(update_fields=[*fields, "revision"])
    record_audit_event(actor=actor, action="campaign.changed", subject=campaign, changed_fields=sorted(fields))
    return campaign


def assemble_battery(
    *, actor: Actor, campaign_id: uuid.UUID, entries: Sequence[ChosenInstrument], expected_revision: str = ""
) -> Campaign:
    """Says which instruments are given, in which order, with which sections. Drafts only."""
    campaign = locked_campaign(actor, campaign_id, expected_revision)
    if campaign.status != CampaignStatus.DRAFT:
        raise CampaignFrozenError("entries")
    _replace_battery(actor, campaign, entries)
    campaign.revision += 1
    campaign.save(update_fields=["revision"])
    details = {"instruments": [str(entry.instrument_version_id) for entry in entries]}
    record_audit_event(
        actor=actor, action="campaign.battery_assembled", subject=campaign, changed_fields=["battery"], details=details
    )
    return campaign


def freeze_campaign(*, actor: Actor, campaign_id: uuid.UUID) -> Campaign:
    """Makes a draft a running campaign, in which definition, battery and dates stay as they are.

    Called by the first invitation; a campaign that runs already is given back as it is. Needs what `managing` says.
    """
    campaign = locked_campaign(actor, campaign_id)
    if campaign.status == CampaignStatus.CLOSED:
        raise CampaignClosedError
    if campaign.status == CampaignStatus.RUNNING:
        return campaign
    missing = what_is_missing(campaign)
    if missing:
        raise CampaignIncompleteError(missing)
    campaign.closes_on = campaign.closes_on or campaign.answer_by
    _freeze(actor, campaign)
    return campaign


def close_campaign(*, actor: Actor, campaign_id: uuid.UUID, expected_revision: str = "") -> Campaign:
    """Takes nobody in any more. What was promised stays owed. Needs what `managing` says."""
    campaign = locked_campaign(actor, campaign_id, expected_revision)
    if campaign.status == CampaignStatus.CLOSED:
        return campaign
    if campaign.status == CampaignStatus.DRAFT:
        raise CampaignIncompleteError(
            [FieldError("status", "still_draft", "A draft was never open.", "Change it, or leave it as it is.")]
        )
    campaign.status, campaign.closed_at = CampaignStatus.CLOSED, timezone.now()
    campaign.revision += 1
    campaign.save(update_fields=["status", "closed_at", "revision"])
    record_audit_event(actor=actor, action="campaign.closed", subject=campaign, changed_fields=["status"])
    return campaign


def open_pilot(
    *, actor: Actor, title: str, instrument_version_id: uuid.UUID, definition_version_id: uuid.UUID | None = None
) -> Campaign:
    """A running campaign for answers that come from a file. Needs `import_responses`."""
    require(actor, Capability.IMPORT_RESPONSES)
    campaign = Campaign(kind=CampaignKind.PILOT, title=title)
    _set_fields(actor, campaign, {"definition_version_id": definition_version_id})
    campaign.save(force_insert=True)
    _replace_battery(actor, campaign, [ChosenInstrument(instrument_version_id)])
    _freeze(actor, campaign)
    return campaign


def what_is_missing(campaign: Campaign) -> list[FieldError]:
    """Everything that stands between a draft and its first invitation."""
    needed = {
        "definition_version_id": (campaign.definition_version_id, "Pin a signed version of the culture definition."),
        "answer_by": (campaign.answer_by, "Say by which day everybody has an answer."),
        "purpose": (campaign.purpose, "Tell people what they are invited for."),
        "contact_name": (campaign.contact_name, "Name a person whom people may ask."),
        "contact_email": (campaign.contact_email, "Give the address of the person whom people may ask."),
        "battery": (campaign.battery.exists(), "Choose at least one instrument."),
    }
    missing = [FieldError(field, "missing", remedy, remedy) for field, (value, remedy) in needed.items() if not value]
    closing = campaign.closes_on or campaign.answer_by
    if closing is not None and closing < _today():
        missing.append(FieldError("closes_on", "in_the_past", "The last day has passed.", "Choose a later day."))
    return missing


def locked_campaign(actor: Actor, campaign_id: uuid.UUID, expected_revision: str = "") -> Campaign:
    """The campaign, locked, for whoever may manage it. Services of higher apps that change its people use it too."""
    campaign = visible_campaigns(actor).select_for_update(of=("self",)).filter(pk=campaign_id).first()
    if campaign is None:
        raise NotFoundError
    require(actor, managing(campaign.kind))
    if expected_revision not in {"", "*", f'"{campaign.revision}"'}:
        raise StaleRevisionError(expected_revision[:100], f'"{campaign.revision}"')
    return campaign


def _freeze(actor: Actor, campaign: Campaign) -> None:
    campaign.status, campaign.frozen_at = CampaignStatus.RUNNING, timezone.now()
    campaign.battery_hash = battery_hash(campaign.pk)
    campaign.revision += 1
    campaign.save(update_fields=["status", "frozen_at", "battery_hash", "closes_on", "revision"])
    details = {"battery_hash": campaign.battery_hash, "definition_version": str(campaign.definition_version_id)}
    record_audit_event(
        actor=actor, action="campaign.frozen", subject=campaign, changed_fields=["status"], details=details
    )


def battery_hash(campaign_id: uuid.UUID) -> str:
    """Hash of what everybody is given: versions, words, structures and sections, in their order."""
    tree = [
        {
            "code": entry.code,
            "version": entry.version,
            "structure_hash": entry.structure_hash,
            "content_hashes": dict(entry.content_hashes),
            "sections": list(entry.sections),
        }
        for entry in battery_of(campaign_id)
    ]
    return hash_of(tree)


def _set_fields(actor: Actor, campaign: Campaign, fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        setattr(campaign, name, value)
    if fields.get("definition_version_id") is not None:
        _refuse_unsigned(actor, fields["definition_version_id"])
    if campaign.answer_by is not None and "answer_by" in fields and campaign.answer_by < _today():
        raise DateOrderError("answer_by", "The day of the answer has passed.", "Choose a later day.")
    if campaign.closes_on and campaign.answer_by and campaign.closes_on > campaign.answer_by:
        raise DateOrderError(
            "closes_on", "Sittings would close after the answers are due.", "Close on or before the day of the answer."
        )


def _refuse_unsigned(actor: Actor, version_id: uuid.UUID) -> None:
    try:
        signed_definition(actor, version_id)
    except NotFoundError as error:
        raise NotFoundError("There is no such version of a definition.", "definition_version_id") from error


def _replace_battery(actor: Actor, campaign: Campaign, entries: Sequence[ChosenInstrument]) -> None:
    _refuse_twice(entries)
    definitions = [definition_of(instrument(actor, entry.instrument_version_id)) for entry in entries]
    rows = [
        _entry(campaign, position, entry, definition)
        for position, (entry, definition) in enumerate(zip(entries, definitions, strict=True), start=1)
    ]
    spoken = [languages_covering(definition, row.sections) for definition, row in zip(definitions, rows, strict=True)]
    if spoken and not frozenset.intersection(*spoken):
        raise NoCommonLanguageError
    CampaignInstrument.objects.filter(campaign=campaign).delete()
    CampaignInstrument.objects.bulk_create(rows)


def _refuse_twice(entries: Sequence[ChosenInstrument]) -> None:
    seen: set[uuid.UUID] = set()
    for position, entry in enumerate(entries):
        if entry.instrument_version_id in seen:
            raise GivenTwiceError(position)
        seen.add(entry.instrument_version_id)


def _entry(
    campaign: Campaign, position: int, entry: ChosenInstrument, definition: FormInstrument
) -> CampaignInstrument:
    known = [section.code for section in definition.header.sections]
    for section in entry.sections:
        if section not in known:
            raise UnknownSectionError(position - 1, section, known)
    chosen = [code for code in known if not entry.sections or code in entry.sections]
    return CampaignInstrument(
        campaign=campaign,
        instrument_version_id=entry.instrument_version_id,
        position=position,
        sections=chosen,
        minutes=_minutes(definition, chosen),
    )


def _minutes(definition: FormInstrument, sections: Sequence[str]) -> float:
    entries = definition.items if isinstance(definition, Questionnaire) else definition.scenarios
    given = [entry for entry in entries if entry.section in sections]
    return sum(definition.header.format_of(entry.section).seconds for entry in given) / 60


def _today() -> date:
    return timezone.now().date()
