"""From submitted answers to positions with their error, and again years later."""

import numpy as np
import pytest

from backend.kernel.tenancy import organisation_context, system_actor
from backend.scores.models import ScaleScore
from backend.scores.services import score_sitting
from scoring.models.cold_start import assumed_model
from scoring.models.layout import scale_layout
from tests.factories.results import scored_campaign
from tests.factories.sittings import SECRET_SCALE, make_taker

pytestmark = pytest.mark.django_db


def test_a_submitted_sitting_is_scored_as_the_engine_scores_its_answers() -> None:
    scored = scored_campaign((5,))
    items = [f"part-{part}-{number}" for part in (1, 2) for number in (1, 2, 3)]
    layout = scale_layout(SECRET_SCALE, items, reverse=[items[0]], lowest=1, highest=6)

    expected = assumed_model([layout]).score(np.full((1, 6), 5.0)).scale(SECRET_SCALE)

    response = scored.house.client("recruiter").get(scored.house.url(f"sittings/{scored.sitting_ids[0]}/scores"))
    (score,) = response.json()
    assert (score["unit"], score["dimension"], score["method"]) == (SECRET_SCALE, "D1", "questionnaire")
    assert score["mean"] == pytest.approx(float(expected.mean[0]), abs=1e-12)
    assert score["se"] == pytest.approx(float(expected.se[0]), abs=1e-12)
    assert (score["n_answered"], score["n_items"], score["basis"], score["status"]) == (6, 6, "assumed", "draft")


def test_scoring_twice_writes_nothing_new() -> None:
    scored = scored_campaign()

    with organisation_context(scored.house.id):
        before = ScaleScore.objects.count()
        again = score_sitting(actor=system_actor(scored.house.id), sitting_id=scored.sitting_ids[0])

        assert (again, ScaleScore.objects.count()) == (0, before)


def test_under_four_fifths_of_a_scale_is_not_scored_and_says_so() -> None:
    from tests.factories.jobs import run_waiting_jobs

    taker = make_taker()
    taker.start()
    taker.open_everything()
    first = taker.get("sections/2").json()["items"][0]["id"]
    taker.answer(first, 4)
    taker.submit()
    run_waiting_jobs()

    with organisation_context(taker.house.id):
        score = ScaleScore.objects.get(sitting_id=taker.sitting_id)

    assert (score.mean, score.se, score.n_answered) == (None, None, 1)
