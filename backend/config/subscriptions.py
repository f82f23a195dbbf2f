"""Who reacts to what, on one page: after an event, these jobs run.

`config` also wires here what lower apps may not import: finders of dependants and erasers of persons.
"""

from backend.kernel.dependants import register_dependants, register_eraser
from backend.kernel.events import subscribe


def wire() -> None:
    """Called once when Django is ready."""
    from backend.calibration.services.promotion import ScalesStand  # models must be loaded first
    from backend.campaigns.selectors import find_dependants as find_campaigns
    from backend.cultures.services import DefinitionSigned
    from backend.fit.selectors.evidence import is_assessed
    from backend.fit.services import erase_own_rows as erase_in_fit
    from backend.people.services import erase_own_rows as erase_in_people
    from backend.promises.services import erase_own_rows as erase_in_promises
    from backend.ratings.services.erasure import erase_own_rows as erase_in_ratings
    from backend.ratings.services.events import RatingsSealed
    from backend.scores.services import CampaignScored, RatingsScored, SittingScored
    from backend.scores.services import erase_own_rows as erase_in_scores
    from backend.sittings.selectors.taker import register_report_check
    from backend.sittings.services.erasure import erase_own_rows as erase_in_sittings
    from backend.sittings.services.events import SittingExpired, SittingsImported, SittingSubmitted
    from backend.tenders.services.results import erase_own_rows as erase_in_tenders

    subscribe(SittingSubmitted, "scores.score_sitting", ids=("sitting_id",))
    subscribe(SittingExpired, "scores.score_sitting", ids=("sitting_id",))
    subscribe(SittingsImported, "scores.score_campaign", ids=("campaign_id",))
    subscribe(SittingScored, "fit.assess_sitting", ids=("sitting_id",))
    subscribe(SittingsImported, "calibration.check_assumed", ids=("campaign_id",))
    subscribe(SittingSubmitted, "calibration.check_after_sitting", ids=("sitting_id",))
    subscribe(ScalesStand, "scores.score_instrument", ids=("instrument_version_id",))
    subscribe(DefinitionSigned, "fit.assess_anew", ids=("version_id",))
    subscribe(CampaignScored, "fit.assess_campaign", ids=("campaign_id",))
    subscribe(RatingsSealed, "scores.score_ratings", ids=("plan_id",))
    subscribe(RatingsScored, "fit.assess_rated", ids=("plan_id",))
    register_report_check(is_assessed)

    register_eraser("people", erase_in_people)
    register_eraser("promises", erase_in_promises)
    register_eraser("sittings", erase_in_sittings)
    register_eraser("ratings", erase_in_ratings)
    register_eraser("scores", erase_in_scores)
    register_eraser("fit", erase_in_fit)
    register_eraser("tenders", erase_in_tenders)
    register_dependants("campaigns", find_campaigns)
