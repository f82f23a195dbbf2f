"""Reading campaigns."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from backend.accounts.enums import MembershipStatus
from backend.accounts.policies import visible_memberships
from backend.campaigns.models import Campaign, CampaignInstrument, PanelSeat
from backend.campaigns.policies import visible_campaigns, visible_seats
from backend.kernel.dependants import Dependant
from backend.kernel.errors import NotFoundError
from backend.kernel.tenancy import Actor
from backend.library.selectors.instruments import definition_of
from scoring.definitions.forms import languages_covering

DEFINITION_VERSION = "cultures.definitionversion"
INSTRUMENT_VERSION = "library.instrumentversion"


@dataclass(frozen=True)
class CampaignFilters:
    """What the list may be narrowed by; empty means everything."""

    kind: str = ""
    status: str = ""
    search: str = ""


@dataclass(frozen=True)
class BatteryEntry:
    """One instrument of a battery, for the apps above: which version, where, which of its sections."""

    instrument_version_id: uuid.UUID
    code: str
    version: str
    position: int
    sections: tuple[str, ...]
    minutes: float
    structure_hash: str
    content_hashes: Mapping[str, str]


def campaigns(actor: Actor, filters: CampaignFilters) -> QuerySet[Campaign]:
    """Campaigns with their batteries, newest first, in two queries."""
    rows = visible_campaigns(actor)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.status:
        rows = rows.filter(status=filters.status)
    if filters.search:
        rows = rows.filter(title__icontains=filters.search)
    return _with_battery(rows).order_by("-created_at", "id")


def campaign(actor: Actor, campaign_id: uuid.UUID) -> Campaign:
    """One campaign with its battery, or `NotFoundError`."""
    row = _with_battery(visible_campaigns(actor)).filter(pk=campaign_id).first()
    if row is None:
        raise NotFoundError
    return row


def _with_battery(rows: QuerySet[Campaign]) -> QuerySet[Campaign]:
    # The document of an instrument is large, and a list of campaigns shows none of it.
    entries = CampaignInstrument.objects.select_related("instrument_version").defer("instrument_version__document")
    return rows.prefetch_related(Prefetch("battery", queryset=entries))


def battery_of(campaign_id: uuid.UUID) -> tuple[BatteryEntry, ...]:
    """The battery in its order, for services and forms of higher apps."""
    rows = (
        CampaignInstrument.objects.filter(campaign_id=campaign_id)
        .select_related("instrument_version")
        .defer("instrument_version__document")
        .order_by("position")
    )
    return tuple(
        BatteryEntry(
            row.instrument_version_id,
            row.instrument_version.code,
            row.instrument_version.version,
            row.position,
            tuple(row.sections),
            row.minutes,
            row.instrument_version.structure_hash,
            row.instrument_version.content_hashes,
        )
        for row in rows
    )


def languages_of(campaign_id: uuid.UUID) -> tuple[str, ...]:
    """The languages that have words for every given section of the battery; the first instrument's default first."""
    rows = CampaignInstrument.objects.filter(campaign_id=campaign_id).select_related("instrument_version")
    given = [(definition_of(row.instrument_version), row.sections) for row in rows.order_by("position")]
    if not given:
        return ()
    common = frozenset.intersection(*(languages_covering(definition, sections) for definition, sections in given))
    default = given[0][0].header.default_language
    return tuple(sorted(common, key=lambda language: (language != default, language)))


def panel(actor: Actor, campaign_id: uuid.UUID) -> QuerySet[PanelSeat]:
    """Who judges in a campaign, in the order of the seats; raises `NotFoundError` for a campaign not visible."""
    if not visible_campaigns(actor).filter(pk=campaign_id).exists():
        raise NotFoundError
    return visible_seats(actor).filter(campaign_id=campaign_id).select_related("membership")


def roles_of_active_members(actor: Actor, membership_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, frozenset[str]]:
    """The roles of those of these members who are active: who can be given a seat."""
    rows = visible_memberships(actor).filter(pk__in=set(membership_ids), status=MembershipStatus.ACTIVE)
    return {row.pk: frozenset(row.roles) for row in rows}


def seat_of(campaign_id: uuid.UUID, membership_id: uuid.UUID | None) -> PanelSeat | None:
    """A member's seat on a panel, for services and policies of higher apps; whoever is no member has none."""
    if membership_id is None:
        return None
    return PanelSeat.objects.filter(campaign_id=campaign_id, membership_id=membership_id).first()


def chaired_by(membership_id: uuid.UUID) -> list[uuid.UUID]:
    """The campaigns whose panel a member chairs, for policies of higher apps."""
    seats = PanelSeat.objects.filter(membership_id=membership_id, is_chair=True)
    return list(seats.values_list("campaign_id", flat=True))


def titles_of(campaign_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Titles for the ids of a page, in one query."""
    return dict(Campaign.objects.filter(pk__in=set(campaign_ids)).values_list("pk", "title"))


def find_dependants(kind: str, identifier: uuid.UUID) -> Iterator[Dependant]:
    """Campaigns that rest on a definition version or an instrument version. Registered in `config`."""
    rows = Campaign.objects.none()
    if kind == DEFINITION_VERSION:
        rows = Campaign.objects.filter(definition_version_id=identifier)
    elif kind == INSTRUMENT_VERSION:
        rows = Campaign.objects.filter(battery__instrument_version_id=identifier)
    for row in rows.order_by("created_at"):
        yield Dependant("campaigns.campaign", row.pk, row.title)
