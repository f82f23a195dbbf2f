"""Drafting: definitions, versions, dimensions with their bands and behaviours, signatories."""

import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from backend.accounts.enums import Capability
from backend.accounts.policies import CAPABILITIES, require
from backend.cultures.enums import BehaviourSide, VersionStatus
from backend.cultures.errors import (
    NameTakenError,
    NotADraftError,
    OpenVersionExistsError,
    UnknownSignatoryError,
    WrongPlacementError,
    WrongQuorumError,
)
from backend.cultures.models import Behaviour, Definition, DefinitionVersion, DimensionTarget, Signatory
from backend.cultures.policies import visible_definitions, visible_versions
from backend.cultures.selectors import possible_signatories
from backend.kernel.audit import record_audit_event
from backend.kernel.errors import NotFoundError, StaleRevisionError
from backend.kernel.tenancy import Actor
from backend.library.enums import DimensionKind
from backend.library.selectors.frameworks import dimension_entries, framework, library_of
from scoring.definitions.findings import did_you_mean

CODE = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_.][A-Za-z0-9]+)*")
LONGEST_CODE = 64
EDITABLE = ("statement", "rallying_cry", "full_definition")
COPIED = (
    "code",
    "kind",
    "position",
    "name",
    "definition",
    "pole_a_name",
    "pole_a",
    "pole_b_name",
    "pole_b",
    "lower",
    "upper",
    "wished_level",
    "weight",
    "reason",
    "commercial_reason",
)


def create_definition(*, actor: Actor, name: str) -> DefinitionVersion:
    """A new definition with an empty first draft. Needs `draft_culture`."""
    require(actor, Capability.DRAFT_CULTURE)
    try:
        with transaction.atomic():
            definition = Definition.objects.create(name=name)
    except IntegrityError as error:
        raise NameTakenError(name) from error
    record_audit_event(actor=actor, action="definition.created", subject=definition)
    return _new_version(actor, definition, number=1)


def draft_version(*, actor: Actor, definition_id: uuid.UUID, based_on: uuid.UUID | None = None) -> DefinitionVersion:
    """A new draft, with everything that `based_on` says, signatures excepted. Needs `draft_culture`.

    One version at a time is open; the former ones stay as they are.
    """
    require(actor, Capability.DRAFT_CULTURE)
    definition = visible_definitions(actor).select_for_update().filter(pk=definition_id).first()
    if definition is None:
        raise NotFoundError
    source = None
    if based_on is not None:
        source = visible_versions(actor).filter(pk=based_on, definition=definition).first()
        if source is None:
            raise NotFoundError("There is no such version of this definition.", "based_on")
    highest = DefinitionVersion.objects.filter(definition=definition).aggregate(highest=Max("number"))["highest"] or 0
    draft = _new_version(actor, definition, number=highest + 1, source=source)
    if source is not None:
        _copy_content(source, draft)
    return draft


def _new_version(
    actor: Actor, definition: Definition, *, number: int, source: DefinitionVersion | None = None
) -> DefinitionVersion:
    copied = {name: getattr(source, name) for name in (*EDITABLE, "framework_id", "quorum")} if source else {}
    try:
        with transaction.atomic():
            draft = DefinitionVersion.objects.create(
                definition=definition, number=number, based_on=source, drafted_by_id=actor.membership_id, **copied
            )
    except IntegrityError as error:
        raise OpenVersionExistsError from error
    record_audit_event(
        actor=actor,
        action="definition_version.drafted",
        subject=draft,
        details={"definition": str(definition.pk), "number": number, "based_on": str(source.pk) if source else ""},
    )
    return draft


def _copy_content(source: DefinitionVersion, draft: DefinitionVersion) -> None:
    for target in source.targets.prefetch_related("behaviours"):
        copy = DimensionTarget.objects.create(version=draft, **{name: getattr(target, name) for name in COPIED})
        Behaviour.objects.bulk_create(
            Behaviour(target=copy, side=one.side, position=one.position, text=one.text)
            for one in target.behaviours.all()
        )
    Signatory.objects.bulk_create(
        Signatory(version=draft, membership_id=one.membership_id) for one in source.signatories.all()
    )


def edit_version(
    *, actor: Actor, version_id: uuid.UUID, expected_revision: str = "", **texts: str
) -> DefinitionVersion:
    """Changes statement, rallying cry or full definition of a draft. Needs `draft_culture`."""
    draft = _locked_draft(actor, version_id, expected_revision)
    changed = [name for name in EDITABLE if name in texts and texts[name] != getattr(draft, name)]
    for name in changed:
        setattr(draft, name, texts[name])
    return _save_revised(actor, draft, "definition_version.edited", changed, columns=changed)


def record_placement(
    *,
    actor: Actor,
    version_id: uuid.UUID,
    code: str,
    wanted: Mapping[str, Any],
    on: Sequence[str],
    off: Sequence[str],
    expected_revision: str = "",
) -> DefinitionVersion:
    """Says what a draft wants on one dimension: texts, band or level, weight, reasons, behaviours.

    Needs `draft_culture`. What stood there for the dimension before is replaced.
    """
    draft = _locked_draft(actor, version_id, expected_revision)
    _refuse_wrong_code(code)
    _refuse_wrong_placement(wanted)
    target, _ = DimensionTarget.objects.update_or_create(version=draft, code=code, defaults=dict(wanted))
    _replace_behaviours(target, on, off)
    return _save_revised(actor, draft, "definition_version.dimension_placed", [f"dimensions.{code}"])


def _refuse_wrong_code(code: str) -> None:
    if len(code) > LONGEST_CODE or not CODE.fullmatch(code):
        message = f"A dimension's code has letters, digits, - _ and ., starts with a letter, {LONGEST_CODE} at most."
        raise WrongPlacementError("code", message, 'Choose a short code such as "D1".')


def _refuse_wrong_placement(wanted: Mapping[str, Any]) -> None:
    kind, lower, upper = wanted["kind"], wanted.get("lower"), wanted.get("upper")
    if (lower is None) != (upper is None):
        place = "lower" if lower is None else "upper"
        raise WrongPlacementError(place, "A band has two edges.", "Send lower and upper, or neither.")
    if lower is not None and kind != DimensionKind.STYLE:
        raise WrongPlacementError("lower", "Only a style has a band.", "Give a standard its wished level.")
    if lower is not None and upper is not None and not lower < upper:
        raise WrongPlacementError("lower", "The lower edge must lie below the upper edge.", "Swap them.")
    if wanted.get("wished_level") is not None and kind != DimensionKind.STANDARD:
        raise WrongPlacementError("wished_level", "Only a standard has a wished level.", "Give a style its band.")


def _replace_behaviours(target: DimensionTarget, on: Sequence[str], off: Sequence[str]) -> None:
    target.behaviours.all().delete()
    Behaviour.objects.bulk_create(
        Behaviour(target=target, side=side, position=position, text=text)
        for side, texts in ((BehaviourSide.ON, on), (BehaviourSide.OFF, off))
        for position, text in enumerate(texts)
    )


def remove_dimension(
    *, actor: Actor, version_id: uuid.UUID, code: str, expected_revision: str = ""
) -> DefinitionVersion:
    """Takes a dimension out of a draft. Needs `draft_culture`."""
    draft = _locked_draft(actor, version_id, expected_revision)
    target = draft.targets.filter(code=code).first()
    if target is None:
        raise NotFoundError("This version does not have that dimension.", "code")
    target.delete()
    return _save_revised(actor, draft, "definition_version.dimension_removed", [f"dimensions.{code}"])


def adopt_dimensions(
    *,
    actor: Actor,
    version_id: uuid.UUID,
    framework_code: str,
    framework_version: str,
    codes: Sequence[str],
    language: str,
    expected_revision: str = "",
) -> DefinitionVersion:
    """Takes dimensions from a published library into a draft, with their words; bands are left to be placed.

    Needs `draft_culture`. Dimensions that the draft has already are left alone. A standard brings its behaviours;
    those of a style depend on the band, and are chosen by people.
    """
    draft = _locked_draft(actor, version_id, expected_revision)
    published = framework(actor, framework_code, framework_version)
    entries = {entry.code: entry for entry in dimension_entries(library_of(published), language)}
    unknown = [code for code in codes if code not in entries]
    if unknown:
        message = f'The library has no dimension "{unknown[0]}".'
        raise WrongPlacementError("dimensions", message, did_you_mean(unknown[0], entries))
    present = set(draft.targets.values_list("code", flat=True))
    adopted = [code for code in dict.fromkeys(codes) if code not in present]
    for position, code in enumerate(adopted, start=len(present)):
        words = entries[code].words
        target = DimensionTarget.objects.create(
            version=draft,
            code=code,
            kind=entries[code].kind,
            position=position,
            name=words.name,
            definition=words.definition,
            pole_a_name=words.pole_a.name,
            pole_a=words.pole_a.description,
            pole_b_name=words.pole_b.name,
            pole_b=words.pole_b.description,
        )
        is_style = entries[code].kind == DimensionKind.STYLE
        on, off = ((), words.off_for_both) if is_style else (words.pole_a.on, words.pole_b.off)
        _replace_behaviours(target, on, off)
    draft.framework = published
    return _save_revised(
        actor,
        draft,
        "definition_version.dimensions_adopted",
        [f"dimensions.{code}" for code in adopted],
        columns=["framework"],
    )


def name_signatories(
    *,
    actor: Actor,
    version_id: uuid.UUID,
    membership_ids: Sequence[uuid.UUID],
    quorum: int,
    expected_revision: str = "",
) -> DefinitionVersion:
    """Names who is to sign a draft, and how many signatures make it valid. Needs `draft_culture`."""
    draft = _locked_draft(actor, version_id, expected_revision)
    wanted = list(dict.fromkeys(membership_ids))
    found = {one.pk for one in possible_signatories(wanted, sorted(CAPABILITIES[Capability.SIGN_CULTURE]))}
    missing = [identifier for identifier in wanted if identifier not in found]
    if missing:
        raise UnknownSignatoryError(str(missing[0]))
    if not 1 <= quorum <= len(wanted):
        raise WrongQuorumError(len(wanted))
    draft.signatories.all().delete()
    Signatory.objects.bulk_create(Signatory(version=draft, membership_id=identifier) for identifier in wanted)
    draft.quorum = quorum
    changed = ["signatories", "quorum"]
    return _save_revised(actor, draft, "definition_version.signatories_named", changed, columns=["quorum"])


def delete_draft(*, actor: Actor, version_id: uuid.UUID) -> None:
    """Deletes a draft with everything on it; the definition stays. Needs `draft_culture`."""
    draft = _locked_draft(actor, version_id)
    record_audit_event(actor=actor, action="definition_version.draft_deleted", subject=draft)
    draft.delete()


def _locked_draft(actor: Actor, version_id: uuid.UUID, expected_revision: str = "") -> DefinitionVersion:
    require(actor, Capability.DRAFT_CULTURE)
    draft = locked_version(actor, version_id, expected_revision)
    if draft.status != VersionStatus.DRAFT:
        raise NotADraftError(draft.get_status_display())
    return draft


def locked_version(actor: Actor, version_id: uuid.UUID, expected_revision: str = "") -> DefinitionVersion:
    """A version, locked until the transaction ends; refused when somebody changed it since it was read."""
    row = visible_versions(actor).select_for_update(of=("self",)).filter(pk=version_id).first()
    if row is None:
        raise NotFoundError
    if expected_revision not in {"", "*", f'"{row.revision}"'}:
        raise StaleRevisionError(expected_revision[:100], f'"{row.revision}"')
    return row


def _save_revised(
    actor: Actor, draft: DefinitionVersion, action: str, changed: Sequence[str], *, columns: Sequence[str] = ()
) -> DefinitionVersion:
    draft.revision += 1
    draft.save(update_fields=["revision", *columns])
    record_audit_event(actor=actor, action=action, subject=draft, changed_fields=list(changed))
    return draft
