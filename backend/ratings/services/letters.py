"""The words of the mails to candidates and raters of an exercise. No mail bears a mark, or says whose card is in."""

import uuid

from django.conf import settings

from backend.accounts.selectors import organisation_name
from backend.kernel.mail import MailText
from backend.kernel.tenancy import current_organisation_id
from backend.ratings.enums import IN_PLAY, CardStatus, Origin
from backend.ratings.models import ExercisePlan, Scorecard
from backend.ratings.selectors.exercises import brief_of

SIMULATED = "SIMULATED: this organisation is fictitious."


def letter_to_candidate(plan_id: uuid.UUID, *, kind: str) -> MailText | None:
    """What, when, where, how long, who watches, what for, and whom to ask. None where there is nothing to say."""
    plan = ExercisePlan.objects.select_related("campaign", "candidate", "exercise").filter(pk=plan_id).first()
    if plan is None or plan.candidate.erased_at is not None:
        return None
    cancelled = kind == "exercise_cancelled"
    if cancelled != (plan.cancelled_at is not None):
        return None
    parts = _cancelling(plan) if cancelled else _inviting(plan)
    subject = f"{organisation_name()}: {plan.campaign.title}, {when(plan)}" + (" is cancelled" if cancelled else "")
    return MailText(" ".join(subject.split()), "\n\n".join(part for part in parts if part) + "\n")


def letter_to_rater(card_id: uuid.UUID, *, kind: str) -> MailText | None:
    """Whom to watch, when and where, and the address of the card; or that the card is no longer theirs."""
    rows = Scorecard.objects.select_related("membership", "plan__campaign", "plan__candidate", "plan__exercise")
    given_on = kind == "rater_card_given_on"
    card = rows.filter(pk=card_id, status__in=[CardStatus.SWAPPED] if given_on else IN_PLAY).first()
    if card is None or card.plan.candidate.erased_at is not None:
        return None
    cancelled = kind == "rater_card_cancelled"
    if cancelled != (card.plan.cancelled_at is not None):
        return None
    subject = (
        f"{organisation_name()}: "
        + ("no card for " if cancelled or given_on else "your card for ")
        + card.plan.candidate.name
    )
    write = {"rater_card_given_on": _thanking_rater, "rater_card_cancelled": _telling_rater}.get(kind, _asking_rater)
    return MailText(" ".join(subject.split()), "\n\n".join(part for part in write(card) if part) + "\n")


def when(plan: ExercisePlan) -> str:
    """Day and time; in UTC, as everywhere in mails."""
    return f"{plan.starts_at:%d %B %Y, %H:%M} UTC".lstrip("0")


def _inviting(plan: ExercisePlan) -> list[str]:
    brief, campaign = brief_of(plan), plan.campaign
    raters = plan.cards.filter(status__in=IN_PLAY).count()
    return [
        f"Hello {plan.candidate.name},",
        f"for {campaign.title} we would like to see you at work for a short while: {brief.title}.",
        f"When: {when(plan)}\nWhere: {plan.place}\nHow long: about {round(brief.minutes)} minutes",
        brief.summary,
        "What is looked at, and why:\n" + "\n".join(f"- {measure.title}. {measure.why}" for measure in brief.measures),
        "What to know before:\n" + "\n".join(f"- {line}" for line in brief.before),
        f"{raters} people watch, one of them for our customers. Each notes what they see without knowing the notes of"
        " the others. Nobody is rejected by a rule: a named person decides, with a reason.",
        f"Another time, another form (in writing, for instance), or anything you need: {campaign.contact_name},"
        f" {campaign.contact_email}. You need not say why.",
        SIMULATED if plan.origin == Origin.SIMULATED else "",
    ]


def _cancelling(plan: ExercisePlan) -> list[str]:
    return [
        f"Hello {plan.candidate.name},",
        f"the exercise for {plan.campaign.title} on {when(plan)} does not take place. That says nothing about you.",
        f"You hear from us. Questions: {plan.campaign.contact_name}, {plan.campaign.contact_email}.",
        SIMULATED if plan.origin == Origin.SIMULATED else "",
    ]


def _asking_rater(card: Scorecard) -> list[str]:
    plan = card.plan
    address = f"{settings.PUBLIC_ADDRESS}/o/{current_organisation_id()}/cards/{card.pk}"
    return [
        f"Hello {card.membership.name},",
        f"you are to watch {plan.candidate.name} for {plan.campaign.title}"
        + (", and to speak for our customers." if card.is_advocate else "."),
        f"When: {when(plan)}\nWhere: {plan.place}",
        f"Your card, which works on a phone and without a network once it is open:\n\n{address}",
        "Note what is said and done, with the time. Nobody sees your marks before all cards are in, and you see"
        " nobody's.",
        SIMULATED if plan.origin == Origin.SIMULATED else "",
    ]


def _telling_rater(card: Scorecard) -> list[str]:
    return [
        f"Hello {card.membership.name},",
        f"the exercise with {card.plan.candidate.name} on {when(card.plan)} does not take place.",
        SIMULATED if card.plan.origin == Origin.SIMULATED else "",
    ]


def _thanking_rater(card: Scorecard) -> list[str]:
    return [
        f"Hello {card.membership.name},",
        f"somebody else now watches {card.plan.candidate.name} for {card.plan.campaign.title} on {when(card.plan)}. You"
        " need not come. What you may have noted on your card counts for nothing and is shown to nobody.",
        SIMULATED if card.plan.origin == Origin.SIMULATED else "",
    ]
