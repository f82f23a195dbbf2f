"""What a taker sees: the state of the sitting, opened sections, own answers. Nothing else leaves through here."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from backend.accounts.selectors import organisation_name
from backend.people.models import AccommodationRequest
from backend.people.selectors import accommodations_of_sitting, consents_of_sitting
from backend.promises.selectors import promise_to
from backend.sittings.enums import Origin, SittingStatus
from backend.sittings.forms.battery import BatteryForm, Place, ShownText
from backend.sittings.models import CurrentAnswers, Sitting
from backend.sittings.selectors.batteries import form_of

ReportCheck = Callable[[uuid.UUID], bool]
_report_checks: list[ReportCheck] = []


def register_report_check(check: ReportCheck) -> None:
    """Lets a higher app say whether a sitting's own report has been released. Wired in `config`."""
    _report_checks.append(check)


def sitting_of_taker(subject_id: uuid.UUID) -> Sitting:
    """The sitting that a taker's session stands for, with what every answer needs."""
    rows = Sitting.objects.select_related("campaign", "invitation__candidate", "invitation__respondent")
    return rows.get(pk=subject_id)


def values_of(sitting: Sitting) -> dict[str, Any]:
    """The current answers by item id; none before the start."""
    current = CurrentAnswers.objects.filter(sitting=sitting).first()
    return dict(current.values) if current else {}


def language_of(sitting: Sitting, form: BatteryForm, *, wished: str = "") -> str:
    """The language chosen at the start, else the one wished for, else the one invited in, else the battery's own."""
    invited = sitting.invitation.language if sitting.invitation else ""
    wanted = [sitting.language, wished, invited, sitting.invitation.invitee.language if sitting.invitation else ""]
    return next((language for language in wanted if language in form.languages), form.languages[0])


def taker_state(sitting: Sitting, *, language: str = "") -> dict[str, Any]:
    """Everything the player shows beside the items themselves.

    `language`: in which to read before the start. What is agreed to must be read in the language it is kept in.
    """
    campaign, form = sitting.campaign, form_of(sitting.campaign)
    language = language_of(sitting, form, wished=language)
    values = values_of(sitting)
    return {
        "sitting": sitting.pk,
        "organisation_name": organisation_name(),
        "campaign_title": campaign.title,
        "purpose": campaign.purpose,
        "status": sitting.status,
        "simulated": sitting.origin == Origin.SIMULATED,
        "answers_for_supplier": bool(sitting.invitation and sitting.invitation.respondent_id),
        "language": language,
        "languages": form.languages,
        # Nobody is judged as a person who answers for a supplier, so no answer is owed to them.
        "answer_by": None if sitting.invitation and sitting.invitation.respondent_id else campaign.answer_by,
        "closes_at": sitting.closes_at,
        "contact": f"{campaign.contact_name} <{campaign.contact_email}>" if campaign.contact_email else "",
        "minutes": form.minutes,
        "measures": form.measures(language),
        "notices": [asdict(notice) for notice in form.notices(language)],
        "consents": _consents(sitting, form.consents(language)),
        "accommodations": [_accommodation(row) for row in accommodations_of_sitting(sitting.pk)],
        "sections": _sections(sitting, form, language, values),
        "answered": len(values),
        "total": form.total,
        "receipt": receipt_of(sitting),
        "promise": promise_of(sitting),
        "report_ready": any(check(sitting.pk) for check in _report_checks),
    }


def _consents(sitting: Sitting, asked: Iterable[ShownText]) -> list[dict[str, Any]]:
    given = consents_of_sitting(sitting.pk)
    return [{"code": text.code, "text": text.text, "required": True, "given": text.code in given} for text in asked]


def _accommodation(row: AccommodationRequest) -> dict[str, Any]:
    return {"id": row.pk, "kinds": row.kinds, "words": row.words, "status": row.status, "answer": row.answer}


def _sections(sitting: Sitting, form: BatteryForm, language: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    outline = form.outline(language)
    for section, place in zip(outline, form.places, strict=True):
        section["status"] = _status(place, sitting.sections_open, values)
    return outline


def _status(place: Place, sections_open: int, values: dict[str, Any]) -> str:
    if place.index > sections_open:
        return "locked"
    return "done" if all(item in values for item in place.references) else "open"


def receipt_of(sitting: Sitting) -> dict[str, Any] | None:
    """What the taker can check later: count, time, hash, code."""
    if sitting.status != SittingStatus.SUBMITTED:
        return None
    return {
        "count": sitting.answers_count,
        "hash": sitting.answers_hash,
        "submitted_at": sitting.submitted_at,
        "code": sitting.receipt_code,
    }


def promise_of(sitting: Sitting) -> dict[str, Any] | None:
    """The promise made to this taker: in words, with its day."""
    if sitting.invitation is None:
        return None
    promise = promise_to(sitting.invitation.invitee.pk, sitting.campaign_id)
    if promise is None:
        return None
    return {"text": f"You hear from us by {promise.due_on:%d %B %Y}.".replace(" 0", " "), "due_on": promise.due_on}


def own_answers(sitting: Sitting) -> dict[str, Any]:
    """What the taker answered so far, with the words of each item, to keep."""
    form = form_of(sitting.campaign)
    language = language_of(sitting, form)
    values, texts = values_of(sitting), form.texts(language)
    return {
        "answers": values,
        "entries": [
            {
                "id": item,
                "text": texts[item],
                "value": value,
                "label": form.labels(item, language).get(value, str(value)),
            }
            for item, value in sorted(values.items(), key=lambda pair: _in_order(pair[0], form))
            if item in texts
        ],
    }


def _in_order(item: str, form: BatteryForm) -> tuple[int, int]:
    rule = form.rules.get(item)
    if rule is None:
        return (len(form.places) + 1, 0)
    return (rule.section, form.places[rule.section - 1].references.index(item))
