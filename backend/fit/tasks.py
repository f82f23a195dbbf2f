"""Jobs of fit."""

import uuid

from backend.fit.enums import Outcome
from backend.fit.selectors.decisions import AnswerLetter, answer_letter
from backend.fit.services import assess_anew, assess_campaign, assess_rated, assess_sitting, keep_answer_promises
from backend.kernel.jobs import TryAgainLater, organisation_job
from backend.kernel.mail import MailText, deliver
from backend.kernel.models import MailState, OutgoingMail
from backend.kernel.tenancy import system_actor


@organisation_job("fit.assess_sitting", queue="compute")
def assess_sitting_job(*, organisation_id: uuid.UUID, sitting_id: uuid.UUID) -> None:
    assess_sitting(actor=system_actor(organisation_id), sitting_id=sitting_id)


@organisation_job("fit.assess_rated", queue="compute")
def assess_rated_job(*, organisation_id: uuid.UUID, plan_id: uuid.UUID) -> None:
    assess_rated(actor=system_actor(organisation_id), plan_id=plan_id)


@organisation_job("fit.assess_campaign", queue="compute")
def assess_campaign_job(*, organisation_id: uuid.UUID, campaign_id: uuid.UUID) -> None:
    assess_campaign(actor=system_actor(organisation_id), campaign_id=campaign_id)


@organisation_job("fit.assess_anew", queue="compute")
def assess_anew_job(*, organisation_id: uuid.UUID, version_id: uuid.UUID) -> None:
    assess_anew(actor=system_actor(organisation_id), version_id=version_id)


@organisation_job("fit.send_answer", queue="mail")
def send_answer(*, organisation_id: uuid.UUID, decision_id: uuid.UUID, mail_id: uuid.UUID) -> TryAgainLater | None:
    mail = OutgoingMail.objects.select_for_update().filter(pk=mail_id).first()
    if mail is None or mail.state == MailState.SENT:
        return None
    letter = answer_letter(decision_id)
    later = deliver(mail, _answer_text(letter))
    if later is None:
        keep_answer_promises(
            actor=system_actor(organisation_id), campaign_id=letter.campaign_id, candidate_id=letter.candidate_id
        )
    return later


_OUTCOMES = {
    Outcome.MEET: "We would like to meet you. We will write to you with times.",
    Outcome.OFFER: "We would like to make you an offer. We will be in touch with the details.",
    Outcome.DECLINE: "We will not go on with your application this time.",
}


def _answer_text(letter: AnswerLetter) -> MailText:
    words = f"{letter.words}\n\n" if letter.words else ""
    return MailText(
        subject=f"{letter.campaign}: our answer",
        body=(
            f"Hello {letter.candidate},\n\n"
            f"{_OUTCOMES[Outcome(letter.outcome)]}\n\n{words}"
            f"{letter.decider} took this decision; no program did. If you think something is wrong, write to "
            f"{letter.contact} and a person will look at it again.\n\n{letter.organisation}\n"
        ),
    )
