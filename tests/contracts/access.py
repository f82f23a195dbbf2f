"""Who may call what: one entry for every endpoint and method of the API.

`needs` is the capability inside an organisation, or an `Audience` outside one. `body` builds a request from
a `Place` (an organisation and the ids of what stands in it); every id in it is also tried with a stranger's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from backend.accounts.enums import Capability, Role
from scoring.definitions.hashing import hash_of
from tests.contracts.world import Place
from tests.factories.library import small_instrument


class Audience(Enum):
    """Who may call an endpoint that stands in no organisation."""

    ANYBODY = "anybody"
    SIGNED_IN = "signed in"
    TAKER = "a test taker with a cookie of their own"


Body = Callable[[Place], dict[str, Any]]

ORGANISATION = "/api/v1/organisations/{organisation_id}"


@dataclass(frozen=True)
class Access:
    """One endpoint and method."""

    method: str
    path: str
    needs: Capability | Audience
    body: Body | None = None
    succeeds: int = 200
    bears: str = ""  # name of the id that the successful answer must contain
    query: Callable[[Place], str] | None = None
    belongs_to: frozenset[Role] | None = None  # roles for whose member it exists; the capability alone finds nothing
    multipart: bool = False  # the body is a form with a file

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


def _two_people(place: Place) -> str:
    return f"ids={place.ids['scored_candidate_id']},{place.ids['second_candidate_id']}"


def _nothing(_: Place) -> dict[str, Any]:
    return {}


ACCOUNTS = [
    Access("GET", "/api/v1/start", Audience.ANYBODY),
    Access("GET", "/api/v1/me", Audience.SIGNED_IN),
    Access(
        "POST",
        "/api/v1/first-owner",
        Audience.ANYBODY,
        lambda _: {
            "code": "wrong",
            "email": "x@example.org",
            "name": "X",
            "password": "correct horse battery",
            "organisation_name": "X",
        },
        403,
    ),
    Access("POST", "/api/v1/invitations/inspect", Audience.ANYBODY, lambda _: {"token": "0" * 60}, 404),
    Access("POST", "/api/v1/invitations/accept", Audience.ANYBODY, lambda _: {"token": "0" * 60}, 404),
    Access("GET", f"{ORGANISATION}/members", Capability.VIEW_MEMBERS, bears="membership_id"),
    Access("GET", f"{ORGANISATION}/members.csv", Capability.VIEW_MEMBERS, bears="membership_id"),
    Access(
        "POST",
        f"{ORGANISATION}/members/invitations",
        Capability.MANAGE_MEMBERS,
        lambda _: {"email": "fresh@example.org", "name": "Fresh", "roles": ["auditor"]},
        201,
    ),
    Access("GET", f"{ORGANISATION}/members/{{membership_id}}", Capability.VIEW_MEMBERS, bears="membership_id"),
    Access(
        "PATCH",
        f"{ORGANISATION}/members/{{membership_id}}",
        Capability.MANAGE_MEMBERS,
        lambda _: {"roles": ["auditor"]},
        bears="membership_id",
    ),
    Access(
        "POST",
        f"{ORGANISATION}/members/{{membership_id}}/deactivate",
        Capability.MANAGE_MEMBERS,
        _nothing,
        bears="membership_id",
    ),
    Access(
        "POST",
        f"{ORGANISATION}/members/{{deactivated_membership_id}}/reactivate",
        Capability.MANAGE_MEMBERS,
        _nothing,
        bears="deactivated_membership_id",
    ),
    Access(
        "POST",
        f"{ORGANISATION}/members/{{invited_membership_id}}/resend-invitation",
        Capability.MANAGE_MEMBERS,
        _nothing,
        bears="invited_membership_id",
    ),
    Access("GET", f"{ORGANISATION}/api-tokens", Capability.MANAGE_API_TOKENS, bears="token_id"),
    Access(
        "POST",
        f"{ORGANISATION}/api-tokens",
        Capability.MANAGE_API_TOKENS,
        lambda _: {"name": "sheet", "scopes": ["view_members"]},
        201,
    ),
    Access(
        "POST",
        f"{ORGANISATION}/api-tokens/{{token_id}}/revoke",
        Capability.MANAGE_API_TOKENS,
        _nothing,
        bears="token_id",
    ),
    Access(
        "GET",
        f"{ORGANISATION}/audit-events",
        Capability.VIEW_AUDIT_TRAIL,
        bears="token_id",
        query=lambda place: f"subject={place.ids['token_id']}",
    ),
    Access("GET", f"{ORGANISATION}/audit-events.csv", Capability.VIEW_AUDIT_TRAIL, bears="token_id"),
    Access("GET", f"{ORGANISATION}/audit-chain", Capability.VIEW_AUDIT_TRAIL),
    Access("POST", f"{ORGANISATION}/remove-demo", Capability.REMOVE_DEMO, _nothing, 204),
    Access("POST", f"{ORGANISATION}/mail/test", Capability.MANAGE_ORGANISATION, _nothing, 202),
]

INSTRUMENT = f"{ORGANISATION}/instruments/{{instrument_id}}"
EXERCISE = f"{ORGANISATION}/instruments/{{exercise_id}}"

LIBRARY = [
    Access("GET", f"{ORGANISATION}/dimensions", Capability.VIEW_CULTURE),
    Access("GET", f"{ORGANISATION}/instruments", Capability.VIEW_INSTRUMENTS, bears="instrument_id"),
    Access(
        "POST", f"{ORGANISATION}/instruments", Capability.PUBLISH_INSTRUMENT, lambda _: small_instrument("fresh"), 201
    ),
    Access("GET", INSTRUMENT, Capability.VIEW_INSTRUMENTS, bears="instrument_id"),
    Access("GET", f"{INSTRUMENT}/form", Capability.VIEW_INSTRUMENTS),
    Access("GET", f"{ORGANISATION}/training", Capability.VIEW_DEBRIEFS),
    Access("GET", f"{EXERCISE}/brief", Capability.VIEW_INSTRUMENTS),
    Access("GET", f"{EXERCISE}/actor-sheet", Capability.VIEW_KEYS),
    Access("GET", f"{EXERCISE}/card", Capability.VIEW_KEYS),
    Access("GET", f"{INSTRUMENT}/keys", Capability.VIEW_KEYS),
    Access("GET", f"{INSTRUMENT}/ladder", Capability.VIEW_INSTRUMENTS),
    Access(
        "POST",
        f"{INSTRUMENT}/suspend",
        Capability.PUBLISH_INSTRUMENT,
        lambda _: {"unit": "A", "language": "en", "reason": "It leaked."},
        201,
    ),
]

VERSIONS = f"{ORGANISATION}/definition-versions"
DRAFT = f"{VERSIONS}/{{draft_version_id}}"

CULTURES = [
    Access("GET", f"{ORGANISATION}/placement", Capability.VIEW_CULTURE),
    Access("GET", f"{ORGANISATION}/definitions", Capability.VIEW_CULTURE, bears="definition_id"),
    Access("POST", f"{ORGANISATION}/definitions", Capability.DRAFT_CULTURE, lambda _: {"name": "Fresh"}, 201),
    Access("GET", f"{ORGANISATION}/definitions/{{definition_id}}", Capability.VIEW_CULTURE, bears="definition_id"),
    Access(
        "POST",
        f"{ORGANISATION}/definitions/{{definition_id}}/versions",
        Capability.DRAFT_CULTURE,
        lambda place: {"based_on": str(place.ids["version_id"])},
        201,
        bears="version_id",
    ),
    Access("GET", f"{VERSIONS}/{{version_id}}", Capability.VIEW_CULTURE, bears="version_id"),
    Access("GET", f"{VERSIONS}/{{version_id}}/differences", Capability.VIEW_CULTURE),
    Access("GET", f"{VERSIONS}/{{version_id}}/dependants", Capability.VIEW_CULTURE),
    Access("PATCH", DRAFT, Capability.DRAFT_CULTURE, lambda _: {"statement": "Fresh."}, bears="draft_version_id"),
    Access("DELETE", DRAFT, Capability.DRAFT_CULTURE, succeeds=204),
    Access(
        "PUT",
        f"{DRAFT}/dimensions/{{code}}",
        Capability.DRAFT_CULTURE,
        lambda _: {"kind": "style", "name": "Tone", "pole_a_name": "Warm", "pole_b_name": "Formal"},
        bears="draft_version_id",
    ),
    Access("DELETE", f"{DRAFT}/dimensions/{{code}}", Capability.DRAFT_CULTURE, bears="draft_version_id"),
    Access(
        "POST", f"{DRAFT}/adopt", Capability.DRAFT_CULTURE, lambda _: {"dimensions": ["D2"]}, bears="draft_version_id"
    ),
    Access(
        "PUT",
        f"{DRAFT}/signatories",
        Capability.DRAFT_CULTURE,
        lambda place: {"signatories": [str(place.ids["signatory_membership_id"])], "quorum": 1},
        bears="draft_version_id",
    ),
    Access("POST", f"{DRAFT}/propose", Capability.DRAFT_CULTURE, _nothing, bears="draft_version_id"),
    Access(
        "POST",
        f"{VERSIONS}/{{proposed_version_id}}/return",
        Capability.DRAFT_CULTURE,
        _nothing,
        bears="proposed_version_id",
    ),
    # Nobody in the sweep has just entered a password again, so a signature goes no further than this question.
    Access(
        "POST",
        f"{VERSIONS}/{{proposed_version_id}}/sign",
        Capability.SIGN_CULTURE,
        lambda _: {"content_hash": "0" * 64},
        428,
    ),
]

PEOPLE = [
    Access("GET", f"{ORGANISATION}/candidates", Capability.VIEW_CAMPAIGNS, bears="candidate_id"),
    Access("GET", f"{ORGANISATION}/candidates/{{candidate_id}}", Capability.VIEW_CAMPAIGNS, bears="candidate_id"),
    Access(
        "PATCH",
        f"{ORGANISATION}/candidates/{{candidate_id}}",
        Capability.MANAGE_CAMPAIGNS,
        lambda _: {"name": "Corrected"},
        bears="candidate_id",
    ),
    Access("GET", f"{ORGANISATION}/candidates/{{candidate_id}}/consents", Capability.VIEW_CAMPAIGNS),
    Access(
        "POST",
        f"{ORGANISATION}/candidates/{{erasable_candidate_id}}/erase",
        Capability.MANAGE_CAMPAIGNS,
        _nothing,
        bears="erasable_candidate_id",
    ),
    Access("GET", f"{ORGANISATION}/accommodations", Capability.MANAGE_ACCOMMODATIONS, bears="accommodation_id"),
    Access(
        "POST",
        f"{ORGANISATION}/accommodations/{{accommodation_id}}/answer",
        Capability.MANAGE_ACCOMMODATIONS,
        lambda _: {"granted": True, "answer": "Yes."},
        bears="accommodation_id",
    ),
    Access("GET", f"{ORGANISATION}/promises", Capability.VIEW_PROMISES, bears="promise_id"),
    Access("GET", f"{ORGANISATION}/promises.csv", Capability.VIEW_PROMISES, bears="promise_id"),
    Access("GET", f"{ORGANISATION}/promises/counts", Capability.VIEW_PROMISES),
    Access(
        "POST",
        f"{ORGANISATION}/promises/{{promise_id}}/keep",
        Capability.MANAGE_CAMPAIGNS,
        _nothing,
        bears="promise_id",
    ),
]

CAMPAIGN = f"{ORGANISATION}/campaigns/{{campaign_id}}"
DRAFT_CAMPAIGN = f"{ORGANISATION}/campaigns/{{draft_campaign_id}}"
CAMPAIGNS = [
    Access("GET", f"{ORGANISATION}/campaigns", Capability.VIEW_CAMPAIGNS, bears="campaign_id"),
    Access("GET", f"{ORGANISATION}/campaigns.csv", Capability.VIEW_CAMPAIGNS, bears="campaign_id"),
    Access(
        "POST",
        f"{ORGANISATION}/campaigns",
        Capability.MANAGE_CAMPAIGNS,
        lambda place: {
            "kind": "vacancy",
            "title": "Swept",
            "definition_version_id": place.ids["version_id"],
        },
        201,
    ),
    Access("GET", CAMPAIGN, Capability.VIEW_CAMPAIGNS, bears="campaign_id"),
    Access(
        "PATCH",
        DRAFT_CAMPAIGN,
        Capability.MANAGE_CAMPAIGNS,
        lambda place: {"title": "Changed", "definition_version_id": place.ids["version_id"]},
        bears="draft_campaign_id",
    ),
    Access(
        "PUT",
        f"{DRAFT_CAMPAIGN}/battery",
        Capability.MANAGE_CAMPAIGNS,
        lambda place: {"entries": [{"instrument_version_id": place.ids["battery_instrument_id"]}]},
        bears="battery_instrument_id",
    ),
    Access("GET", f"{CAMPAIGN}/panel", Capability.VIEW_CAMPAIGNS, bears="panel_membership_id"),
    Access(
        "PUT",
        f"{CAMPAIGN}/panel",
        Capability.MANAGE_CAMPAIGNS,
        lambda place: {
            "seats": [
                {"membership_id": place.ids["advocate_membership_id"], "is_advocate": True},
                {"membership_id": place.ids["panel_membership_id"], "is_chair": True},
            ]
        },
        bears="panel_membership_id",
    ),
    Access("GET", f"{CAMPAIGN}/readiness", Capability.VIEW_CAMPAIGNS),
    Access("POST", f"{CAMPAIGN}/close", Capability.MANAGE_CAMPAIGNS, _nothing, bears="campaign_id"),
]

INVITATION = f"{ORGANISATION}/invitations/{{invitation_id}}"
SITTINGS = [
    Access("GET", f"{ORGANISATION}/campaign-funnels", Capability.VIEW_CAMPAIGNS, bears="campaign_id"),
    Access("GET", f"{CAMPAIGN}/funnel", Capability.VIEW_CAMPAIGNS, bears="campaign_id"),
    Access("GET", f"{CAMPAIGN}/invitations", Capability.VIEW_CAMPAIGNS, bears="invitation_id"),
    Access("GET", f"{CAMPAIGN}/invitations.csv", Capability.VIEW_CAMPAIGNS, bears="invitation_id"),
    Access(
        "POST",
        f"{CAMPAIGN}/invitations",
        Capability.MANAGE_CAMPAIGNS,
        lambda _: {"people": [{"name": "New", "email": "swept@example.org"}]},
        201,
    ),
    Access(
        "POST",
        f"{CAMPAIGN}/invitations/preview",
        Capability.MANAGE_CAMPAIGNS,
        lambda _: {"text": "name,email\nNew,swept@example.org\n"},
    ),
    Access(
        "POST",
        f"{CAMPAIGN}/invitations/list",
        Capability.MANAGE_CAMPAIGNS,
        lambda _: {"text": "name,email\nNew,swept@example.org\n"},
        201,
    ),
    Access("GET", INVITATION, Capability.VIEW_CAMPAIGNS, bears="invitation_id"),
    Access("POST", f"{INVITATION}/resend", Capability.MANAGE_CAMPAIGNS, _nothing, bears="invitation_id"),
    Access("POST", f"{INVITATION}/revoke", Capability.MANAGE_CAMPAIGNS, _nothing, bears="invitation_id"),
    Access(
        "POST",
        f"{INVITATION}/address",
        Capability.MANAGE_CAMPAIGNS,
        lambda _: {"email": "right@example.org"},
        bears="invitation_id",
    ),
    Access(
        "POST",
        f"{INVITATION}/extend",
        Capability.MANAGE_CAMPAIGNS,
        lambda _: {"closes_on": "2200-01-01"},
        bears="invitation_id",
    ),
    Access("POST", f"{INVITATION}/link", Capability.MANAGE_CAMPAIGNS, _nothing),
    Access("GET", f"{ORGANISATION}/imports", Capability.IMPORT_RESPONSES, bears="import_id"),
    Access(
        "POST",
        f"{ORGANISATION}/imports/preview",
        Capability.IMPORT_RESPONSES,
        lambda place: {
            "instrument_version_id": place.ids["instrument_id"],
            "origin": "real",
            "text": "id,A1\np1,1\n",
        },
    ),
    Access(
        "POST",
        f"{ORGANISATION}/imports",
        Capability.IMPORT_RESPONSES,
        lambda place: {
            "instrument_version_id": place.ids["instrument_id"],
            "definition_version_id": place.ids["version_id"],
            "title": "Swept",
            "origin": "simulated",
            "text": "id,A1,A2,A3,A4,A5\n1,1,2,3,4,5\n",
        },
        201,
    ),
    Access(
        "POST",
        f"{ORGANISATION}/imports/files",
        Capability.IMPORT_RESPONSES,
        lambda place: {
            "instrument_version_id": place.ids["instrument_id"],
            "definition_version_id": place.ids["version_id"],
            "title": "Swept file",
            "origin": "simulated",
            "content": b"id,A1,A2,A3,A4,A5\n1,1,2,3,4,5\n",
        },
        201,
        multipart=True,
    ),
    Access(
        "POST",
        f"{ORGANISATION}/imports/files/preview",
        Capability.IMPORT_RESPONSES,
        lambda place: {
            "instrument_version_id": place.ids["instrument_id"],
            "origin": "simulated",
            "content": b"id,A1,A2,A3,A4,A5\n1,1,2,3,4,5\n",
        },
        multipart=True,
    ),
    Access("POST", "/api/v1/take/exchange", Audience.ANYBODY, lambda _: {"token": "0" * 43}, 403),
    Access("POST", "/api/v1/take/lost-link", Audience.ANYBODY, lambda _: {"email": "a@example.org"}, 403),
    Access("GET", "/api/v1/take/state", Audience.TAKER),
    Access("POST", "/api/v1/take/start", Audience.TAKER, lambda _: {"consents": [], "language": "en"}),
    Access("GET", "/api/v1/take/sections/{index}", Audience.TAKER),
    Access("POST", "/api/v1/take/sections/{index}/open", Audience.TAKER, _nothing),
    Access("GET", "/api/v1/take/answers", Audience.TAKER),
    Access("POST", "/api/v1/take/answers", Audience.TAKER, _nothing),
    Access("POST", "/api/v1/take/pause", Audience.TAKER, _nothing),
    Access("POST", "/api/v1/take/submit", Audience.TAKER, lambda _: {"count": 0, "hash": "0" * 64}),
    Access("POST", "/api/v1/take/withdraw", Audience.TAKER, _nothing),
    Access("POST", "/api/v1/take/accommodations", Audience.TAKER, lambda _: {"kinds": ["breaks"]}),
]

SCORED = f"{ORGANISATION}/campaigns/{{scored_campaign_id}}"
SCORED_CANDIDATE = f"{SCORED}/candidates/{{scored_candidate_id}}"
PILOT = f"{ORGANISATION}/campaigns/{{pilot_campaign_id}}"

RESULTS = [
    Access("GET", f"{ORGANISATION}/sittings/{{sitting_id}}/scores", Capability.VIEW_RESULTS),
    Access("GET", f"{ORGANISATION}/undecided", Capability.VIEW_RESULTS, bears="scored_campaign_id"),
    Access("GET", f"{SCORED}/candidates", Capability.VIEW_RESULTS, bears="scored_candidate_id"),
    Access("GET", f"{SCORED}/candidates.csv", Capability.VIEW_RESULTS, bears="scored_candidate_id"),
    Access("GET", f"{PILOT}/pilot-fit.csv", Capability.VIEW_RESULTS),
    Access("GET", f"{SCORED}/comparison", Capability.VIEW_RESULTS, bears="scored_candidate_id", query=_two_people),
    Access("GET", SCORED_CANDIDATE, Capability.VIEW_RESULTS, bears="scored_candidate_id"),
    Access("POST", f"{SCORED_CANDIDATE}/evidence-openings", Capability.VIEW_RESULTS, _nothing, 204),
    Access(
        "POST",
        f"{SCORED_CANDIDATE}/decisions",
        Capability.DECIDE,
        lambda _: {"outcome": "meet", "reason": "Named a case in which a promise was kept."},
        201,
    ),
    Access("GET", f"{SCORED_CANDIDATE}/report", Capability.VIEW_RESULTS),
    Access("GET", f"{SCORED_CANDIDATE}/report.pdf", Capability.VIEW_RESULTS),
    Access("GET", f"{PILOT}/pilot-report", Capability.VIEW_RESULTS),
    Access("GET", f"{PILOT}/pilot-report.pdf", Capability.VIEW_RESULTS),
    Access("GET", f"{VERSIONS}/{{version_id}}/document", Capability.VIEW_CULTURE),
    Access("GET", f"{VERSIONS}/{{version_id}}/document.pdf", Capability.VIEW_CULTURE),
    Access("GET", "/api/v1/take/report", Audience.TAKER),
    Access("GET", "/api/v1/take/report.pdf", Audience.TAKER),
]

CALIBRATED = f"{ORGANISATION}/instruments/{{calibrated_instrument_id}}"
RUN = f"{ORGANISATION}/calibrations/{{run_id}}"

# Nobody in the sweep has just entered a password again, so what is signed goes no further than this question (428).
CALIBRATION = [
    Access("GET", f"{ORGANISATION}/psychometrics", Capability.VIEW_INSTRUMENTS, bears="calibrated_instrument_id"),
    Access("GET", f"{CALIBRATED}/scales/{{unit}}", Capability.VIEW_KEYS, bears="calibrated_instrument_id"),
    Access(
        "POST",
        f"{CALIBRATED}/scales/{{unit}}/suspend",
        Capability.CALIBRATE_SCALES,
        lambda _: {"language": "en", "reason": "It leaked."},
        428,
    ),
    Access(
        "POST",
        f"{CALIBRATED}/review",
        Capability.CALIBRATE_SCALES,
        lambda _: {"units": ["A"], "language": "en", "reason": "Read.", "taken_over_from": "A paper."},
        428,
    ),
    Access(
        "POST",
        f"{CALIBRATED}/scales/{{unit}}/norms",
        Capability.CALIBRATE_SCALES,
        lambda place: {"sample_id": str(place.ids["sample_id"])},
        422,  # its parameters are assumed
    ),
    Access("GET", f"{CALIBRATED}/pools", Capability.VIEW_KEYS, bears="bundle_id"),
    Access(
        "POST",
        f"{CALIBRATED}/pools/bundles",
        Capability.CALIBRATE_SCALES,
        lambda _: {"statement": "They agreed.", "content": b"{}"},
        428,
        multipart=True,
    ),
    Access(
        "POST",
        f"{ORGANISATION}/samples/{{sample_id}}/pool-bundle",
        Capability.CALIBRATE_SCALES,
        lambda _: {"statement": "They agreed."},
        428,
    ),
    Access("GET", f"{ORGANISATION}/pool-bundles/{{bundle_id}}/file", Capability.VIEW_KEYS),
    Access("GET", f"{CALIBRATED}/samples", Capability.VIEW_KEYS, bears="sample_id"),
    Access(
        "POST",
        f"{CALIBRATED}/samples",
        Capability.CALIBRATE_SCALES,
        lambda place: {"title": "Swept", "campaign_ids": [str(place.ids["calibrated_campaign_id"])]},
        201,
    ),
    Access("GET", f"{CALIBRATED}/calibrations", Capability.VIEW_KEYS, bears="run_id"),
    Access(
        "POST",
        f"{ORGANISATION}/calibrations",
        Capability.CALIBRATE_SCALES,
        lambda place: {
            "sample_id": str(place.ids["sample_id"]),
            "instrument_id": str(place.ids["calibrated_instrument_id"]),
        },
        202,
    ),
    Access("GET", RUN, Capability.VIEW_KEYS, bears="run_id"),
    Access("GET", f"{RUN}/model", Capability.VIEW_KEYS),
    Access("POST", f"{ORGANISATION}/calibrations/{{open_run_id}}/cancel", Capability.CALIBRATE_SCALES, _nothing),
    Access(
        "POST",
        f"{RUN}/promote",
        Capability.CALIBRATE_SCALES,
        lambda _: {"status": "piloted", "units": ["A"], "reason": "Every gate is passed."},
        428,
    ),
    Access("POST", f"{RUN}/shorter-version", Capability.CALIBRATE_SCALES, lambda _: {"version": "9.0.0"}, 201),
    Access("GET", f"{ORGANISATION}/scoring-models/{{scoring_model_id}}/file", Capability.VIEW_KEYS),
    Access("GET", f"{CALIBRATED}/scales/{{unit}}/manual", Capability.VIEW_KEYS),
    Access("GET", f"{CALIBRATED}/scales/{{unit}}/manual.pdf", Capability.VIEW_KEYS),
]

TENDERS_AT = f"{ORGANISATION}/tenders"
DRAFT_TENDER = f"{TENDERS_AT}/{{draft_tender_id}}"
TENDER = f"{TENDERS_AT}/{{tender_id}}"
BID = f"{TENDER}/bids/{{bid_id}}"
PAST = f"{TENDERS_AT}/{{past_tender_id}}"
PAST_BID = f"{PAST}/bids/{{past_bid_id}}"
TENDERS = [
    Access("GET", f"{ORGANISATION}/suppliers", Capability.VIEW_TENDERS, bears="supplier_id"),
    Access(
        "POST",
        f"{ORGANISATION}/supplier-contacts/{{contact_id}}/erase",
        Capability.MANAGE_TENDERS,
        _nothing,
        bears="contact_id",
    ),
    Access(
        "POST",
        f"{ORGANISATION}/respondents/{{respondent_id}}/erase",
        Capability.MANAGE_TENDERS,
        _nothing,
        bears="respondent_id",
    ),
    Access("GET", TENDERS_AT, Capability.VIEW_TENDERS, bears="tender_id"),
    Access("POST", TENDERS_AT, Capability.MANAGE_TENDERS, lambda _: {"title": "Swept"}, 201),
    Access("GET", TENDER, Capability.VIEW_TENDERS, bears="tender_id"),
    Access(
        "PATCH",
        DRAFT_TENDER,
        Capability.MANAGE_TENDERS,
        lambda place: {
            "definition_version_id": place.ids["version_id"],
            "instruments": [place.ids["battery_instrument_id"]],
        },
        bears="draft_tender_id",
    ),
    Access("POST", f"{DRAFT_TENDER}/freeze", Capability.MANAGE_TENDERS, _nothing, bears="draft_tender_id"),
    Access("GET", f"{TENDER}/evaluators", Capability.VIEW_TENDERS),
    Access(
        "POST",
        f"{TENDER}/evaluators",
        Capability.MANAGE_TENDERS,
        lambda place: {"membership_id": place.ids["advocate_membership_id"]},
        201,
        bears="advocate_membership_id",
    ),
    Access("POST", f"{TENDER}/declaration", Capability.VIEW_TENDERS, lambda _: {"has_conflict": False}, 201),
    Access("GET", f"{TENDER}/clarifications", Capability.VIEW_TENDERS, bears="clarification_id"),
    Access(
        "POST",
        f"{TENDER}/clarifications/{{clarification_id}}/answer",
        Capability.MANAGE_TENDERS,
        lambda _: {"answer": "Six."},
        bears="clarification_id",
    ),
    Access("GET", f"{TENDER}/bids", Capability.VIEW_TENDERS, bears="bid_id"),
    Access(
        "POST",
        f"{TENDER}/bids",
        Capability.MANAGE_TENDERS,
        lambda _: {"name": "Fresh", "contact_name": "F", "contact_email": "f@example.org"},
        201,
    ),
    Access("POST", f"{BID}/resend", Capability.MANAGE_TENDERS, _nothing, bears="bid_id"),
    Access("POST", f"{BID}/link", Capability.MANAGE_TENDERS, _nothing),
    Access("GET", f"{BID}/draw", Capability.VIEW_TENDERS, bears="respondent_id"),
    Access("GET", f"{PAST}/results", Capability.VIEW_TENDERS, bears="past_bid_id"),
    Access("GET", PAST_BID, Capability.VIEW_TENDERS, bears="evidence_id"),
    Access("GET", f"{PAST_BID}/evidence/{{evidence_id}}/file", Capability.VIEW_TENDERS),
    Access(
        "POST",
        f"{PAST_BID}/evidence/{{evidence_id}}/grade",
        Capability.MANAGE_TENDERS,
        lambda _: {"grade": "documented", "reason": "Signed."},
        201,
        bears="evidence_id",
    ),
    Access(
        "POST",
        f"{PAST_BID}/decisions",
        Capability.DECIDE_TENDERS,
        lambda _: {"outcome": "award", "reason": "Kept its dates.", "strengths": "Says when it is late."},
        201,
    ),
    Access(
        "POST",
        f"{PAST_BID}/contests/{{contest_id}}/answer",
        Capability.DECIDE_TENDERS,
        lambda _: {"answer": "We looked."},
        bears="contest_id",
    ),
    Access("GET", f"{PAST_BID}/summary", Capability.VIEW_TENDERS),
    Access("GET", f"{PAST_BID}/summary.pdf", Capability.VIEW_TENDERS),
    Access("GET", "/api/v1/bid/summary", Audience.TAKER),
    Access("GET", "/api/v1/bid/summary.pdf", Audience.TAKER),
    Access("POST", "/api/v1/bid/exchange", Audience.ANYBODY, lambda _: {"token": "0" * 43}, 403),
    Access("GET", "/api/v1/bid/state", Audience.TAKER),
    Access("POST", "/api/v1/bid/staff-list/preview", Audience.TAKER, lambda _: {"text": ""}),
    Access("POST", "/api/v1/bid/staff-list", Audience.TAKER, lambda _: {"text": "", "staff_informed": True}),
    Access("POST", "/api/v1/bid/questions", Audience.TAKER, lambda _: {"question": "?"}),
    Access("POST", "/api/v1/bid/evidence", Audience.TAKER, _nothing),
    Access("GET", "/api/v1/bid/evidence/{evidence_id}", Audience.TAKER),
    Access("DELETE", "/api/v1/bid/evidence/{evidence_id}", Audience.TAKER),
    Access("POST", "/api/v1/bid/contests", Audience.TAKER, lambda _: {"words": "Look again."}),
]

PLAN = f"{ORGANISATION}/exercise-plans/{{plan_id}}"
SEALED_PLAN = f"{ORGANISATION}/exercise-plans/{{sealed_plan_id}}"
CARD = f"{ORGANISATION}/scorecards/{{card_id}}"
RATERS_OWN = frozenset({Role.RATER})
PANEL_OWN = frozenset({Role.HIRING_MANAGER, Role.RATER, Role.CUSTOMER_ADVOCATE})
SEES_DEBRIEFS = PANEL_OWN | {Role.OWNER, Role.RECRUITER, Role.PSYCHOMETRICIAN, Role.AUDITOR}

RATINGS = [
    Access("GET", f"{CAMPAIGN}/exercise-plans", Capability.VIEW_CAMPAIGNS, bears="plan_id"),
    Access(
        "POST",
        f"{CAMPAIGN}/exercise-plans",
        Capability.MANAGE_CAMPAIGNS,
        lambda place: {
            "candidate_id": place.ids["candidate_id"],
            "exercise_id": place.ids["exercise_of_plan_id"],
            "starts_at": "2200-01-01T10:00:00Z",
            "place": "Room 1",
            "rater_ids": [place.ids["panel_membership_id"], place.ids["seated_advocate_id"]],
        },
        201,
        bears="candidate_id",
    ),
    Access("GET", PLAN, Capability.VIEW_CAMPAIGNS, bears="plan_id"),
    Access(
        "POST", f"{PLAN}/cancel", Capability.MANAGE_CAMPAIGNS, lambda _: {"reason": "The room burnt."}, bears="plan_id"
    ),
    Access("GET", f"{ORGANISATION}/my-scorecards", Capability.RATE, bears="card_id"),
    Access("GET", CARD, Capability.RATE, bears="card_id", belongs_to=RATERS_OWN),
    Access(
        "POST",
        f"{CARD}/marks",
        Capability.RATE,
        lambda _: {
            "client": "0" * 32,
            "events": [{"seq": 1, "item": "confidence", "value": 2, "client_time": "2026-11-25T10:00:00Z"}],
        },
        belongs_to=RATERS_OWN,
    ),
    Access(
        "POST",
        f"{CARD}/submit",
        Capability.RATE,
        lambda _: {"count": 0, "hash": hash_of({})},
        422,  # an empty card lacks everything
        belongs_to=RATERS_OWN,
    ),
    Access(
        "POST",
        f"{CARD}/close",
        Capability.RATE,
        lambda _: {"reason": "Has left the house."},
        bears="card_id",
        belongs_to=frozenset({Role.HIRING_MANAGER}),  # who has the chair
    ),
    Access(
        "POST",
        f"{CARD}/swap",
        Capability.MANAGE_CAMPAIGNS,
        lambda place: {"membership_id": place.ids["reserve_membership_id"], "reason": "Has fallen ill."},
        bears="plan_id",
    ),
    Access("GET", f"{CARD}/paper-card.pdf", Capability.MANAGE_CAMPAIGNS),
    Access("GET", f"{CARD}/sheet", Capability.MANAGE_CAMPAIGNS, bears="card_id"),
    Access(
        "POST",
        f"{CARD}/transcription",
        Capability.MANAGE_CAMPAIGNS,
        lambda _: {
            "marks": [{"block": "late", "row": "promise", "value": 4}, {"block": "late", "row": "tone", "value": None}],
            "observations": [],
            "none_for": True,
            "none_against": True,
            "confidence": 2,
        },
        bears="card_id",
    ),
    Access("GET", f"{SEALED_PLAN}/debrief", Capability.VIEW_DEBRIEFS, bears="sealed_plan_id", belongs_to=SEES_DEBRIEFS),
    Access(
        "POST",
        f"{ORGANISATION}/ratings/{{rating_id}}/revisions",
        Capability.RATE,
        lambda _: {"value": 2, "reason": "I had not heard the second sentence."},
        201,
        belongs_to=RATERS_OWN,
    ),
]

ACCESS: list[Access] = [
    *ACCOUNTS,
    *LIBRARY,
    *CULTURES,
    *PEOPLE,
    *CAMPAIGNS,
    *SITTINGS,
    *CALIBRATION,
    *RATINGS,
    *RESULTS,
    *TENDERS,
]
