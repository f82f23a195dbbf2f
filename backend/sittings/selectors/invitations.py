"""Reading who was invited and how far they are, for staff."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import NullIf

from backend.campaigns.enums import CampaignStatus
from backend.campaigns.models import Campaign
from backend.campaigns.policies import visible_campaigns
from backend.campaigns.selectors import campaign
from backend.kernel.errors import NotFoundError
from backend.kernel.models import MailState, OutgoingMail
from backend.kernel.tenancy import Actor
from backend.sittings.enums import SittingStatus
from backend.sittings.models import Invitation, ResponseImport, Sitting
from backend.sittings.policies import visible_imports, visible_invitations

MAIL_SUBJECT = "sittings.invitation"
SORTS = {
    "name": ("candidate__name", "id"),
    "-name": ("-candidate__name", "id"),
    "invited": ("created_at", "id"),
    "-invited": ("-created_at", "id"),
    "status": ("status", "candidate__name", "id"),
}


@dataclass(frozen=True)
class InvitationFilters:
    """What the list of a campaign's people may be narrowed by; empty means everything."""

    status: str = ""
    mail: str = ""
    search: str = ""
    sort: str = "name"


@dataclass(frozen=True)
class Funnel:
    """How many people of a campaign are where. `mail_trouble` counts those whose last mail did not get through."""

    campaign_id: uuid.UUID
    title: str
    kind: str
    answer_by: date | None
    invited: int
    started: int
    paused: int
    submitted: int
    withdrawn: int
    expired: int
    imported: int
    total: int
    mail_trouble: int


def invitations(actor: Actor, campaign_id: uuid.UUID, filters: InvitationFilters) -> QuerySet[Invitation]:
    """The people of a campaign with status and last mail, in one query."""
    campaign(actor, campaign_id)  # a stranger's campaign is not found rather than empty
    rows = with_progress(visible_invitations(actor).filter(campaign_id=campaign_id))
    if filters.status:
        rows = rows.filter(sittings__status=filters.status)
    if filters.mail:
        rows = rows.filter(Q(mail_state=filters.mail))
    if filters.search:
        rows = rows.filter(Q(candidate__name__icontains=filters.search) | Q(candidate__email__icontains=filters.search))
    return rows.order_by(*SORTS[filters.sort])


def invitation(actor: Actor, invitation_id: uuid.UUID) -> Invitation:
    """One invitation with status and last mail, or `NotFoundError`."""
    row = with_progress(visible_invitations(actor)).filter(pk=invitation_id).first()
    if row is None:
        raise NotFoundError
    return row


def with_progress(rows: QuerySet[Invitation]) -> QuerySet[Invitation]:
    mails = OutgoingMail.objects.filter(subject_id=OuterRef("pk")).order_by("-created_at", "-id")
    return rows.select_related("candidate").annotate(
        sitting_id=F("sittings__id"),
        status=F("sittings__status"),
        origin=F("sittings__origin"),
        closes_at=F("sittings__closes_at"),
        started_at=F("sittings__started_at"),
        submitted_at=F("sittings__submitted_at"),
        withdrawn_by=NullIf(F("sittings__withdrawn_by"), Value("")),
        sections_open=F("sittings__sections_open"),
        mail_kind=Subquery(mails.values("kind")[:1]),
        mail_state=Subquery(mails.values("state")[:1]),
        mail_error=Subquery(mails.values("error")[:1]),
        mail_at=Subquery(mails.values("state_at")[:1]),
    )


def funnel(actor: Actor, campaign_id: uuid.UUID) -> Funnel:
    """How many people of one campaign are where."""
    return _funnels([campaign(actor, campaign_id)])[0]


def running_funnels(actor: Actor) -> list[Funnel]:
    """The same for every running campaign, the one that owes answers first on top, in three queries."""
    rows = visible_campaigns(actor).filter(status=CampaignStatus.RUNNING)
    return _funnels(rows.order_by(F("answer_by").asc(nulls_last=True), "id")[:200])


def _funnels(campaigns: Iterable[Campaign]) -> list[Funnel]:
    listed = list(campaigns)
    counts = _counts([row.pk for row in listed])
    trouble = _mail_trouble([row.pk for row in listed])
    return [
        Funnel(
            campaign_id=row.pk,
            title=row.title,
            kind=row.kind,
            answer_by=row.answer_by,
            total=sum(counts.get(row.pk, {}).values()),
            mail_trouble=trouble.get(row.pk, 0),
            **{step: counts.get(row.pk, {}).get(step, 0) for step in _STEPS},
        )
        for row in listed
    ]


_STEPS = ("invited", "started", "paused", "submitted", "withdrawn", "expired", "imported")


def _counts(campaign_ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, int]]:
    step = Case(When(source="import", then=Value("imported")), default=F("status"), output_field=CharField())
    rows = (
        Sitting.objects.filter(campaign_id__in=campaign_ids)
        .annotate(step=step)
        .values_list("campaign_id", "step")
        .annotate(n=Count("id"))
        .order_by()
    )
    counts: dict[uuid.UUID, dict[str, int]] = {}
    for campaign_id, name, number in rows:
        counts.setdefault(campaign_id, {})[name] = number
    return counts


def _mail_trouble(campaign_ids: list[uuid.UUID]) -> dict[uuid.UUID, int]:
    last = OutgoingMail.objects.filter(subject_id=OuterRef("pk")).order_by("-created_at", "-id").values("state")[:1]
    rows = (
        Invitation.objects.filter(campaign_id__in=campaign_ids)
        .annotate(last_state=Subquery(last))
        .filter(last_state__in=[MailState.FAILED, MailState.BOUNCED], sittings__status=SittingStatus.INVITED)
        .values_list("campaign_id")
        .annotate(n=Count("id"))
        .order_by()
    )
    return dict(rows)


def addresses_invited(campaign_id: uuid.UUID) -> frozenset[str]:
    """Who is invited to a campaign already, by address in lower case."""
    rows = Invitation.objects.filter(campaign_id=campaign_id, candidate__isnull=False, candidate__erased_at=None)
    return frozenset(address.lower() for address in rows.values_list("candidate__email", flat=True))


def invitations_by_email(campaign_id: uuid.UUID) -> dict[str, Invitation]:
    """The invitations of a campaign by address, for commands that act for named people."""
    rows = Invitation.objects.filter(campaign_id=campaign_id).select_related("candidate", "respondent")
    return {row.invitee.email: row for row in rows}


def open_sittings_of_address(email: str) -> list[Sitting]:
    """The sittings that somebody with this address can still go to, for a lost link."""
    people = Q(invitation__candidate__email__iexact=email, invitation__candidate__erased_at=None)
    people |= Q(invitation__respondent__email__iexact=email, invitation__respondent__erased_at=None)
    rows = Sitting.objects.select_related("invitation__candidate", "invitation__respondent", "campaign").filter(
        people,
        invitation__revoked_at=None,
        status__in=[SittingStatus.INVITED, SittingStatus.STARTED, SittingStatus.PAUSED, SittingStatus.SUBMITTED],
    )
    return list(rows.order_by("created_at")[:20])


def imports(actor: Actor) -> QuerySet[ResponseImport]:
    return visible_imports(actor).select_related("campaign", "instrument_version").order_by("-created_at", "id")
