"""Level, agreement and strength of bidders: the engine's own figures, held to the oracles of the field."""

import csv
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from backend.kernel.tenancy import organisation_context, system_actor
from backend.people.models import Respondent
from backend.people.services import erase_contact, erase_respondent
from backend.sittings.models import AnswerEvent, Invitation
from backend.tenders.models import Bid, BidderScore, Tender
from backend.tenders.selectors.criteria import SupplierScale
from backend.tenders.services.results import (
    agreement_in_group,
    assess_tender,
    keyed_answers,
    recompute_tender,
)
from tests.factories.accounts import House
from tests.factories.tenders import (
    after,
    answer_as,
    assess,
    contact_for,
    drawn_bid,
    evaluator,
    frozen_tender,
    respondents_of,
    tender_house,
)

ROOT = Path(__file__).resolve().parents[2]
UNITED = [[5, 5, 6, 1], [5, 6, 6, 1], [5, 5, 5, 1], [6, 5, 6, 1], [5, 5, 6, 2]]
FOUR_AGAINST_ONE = [[6, 6, 6, 1], [6, 6, 6, 1], [6, 5, 6, 1], [6, 6, 6, 1], [2, 2, 2, 5]]


def answered(values: list[list[Any]], *, people: int = 8) -> tuple[House, Tender, Bid]:
    house = tender_house()
    with organisation_context(house.id):
        tender = frozen_tender(house)
        bid = drawn_bid(house, tender, people=people)
        evaluator(house, tender)
    for taker, mine in zip(respondents_of(house, bid), values, strict=False):
        answer_as(taker, mine)
    return house, tender, bid


def score_of(house: House, tender: Tender) -> BidderScore:
    with after(tender):
        assess(house, tender)
    with organisation_context(house.id):
        return BidderScore.objects.get(superseded=False)


@pytest.mark.django_db
def test_five_who_agree_give_the_unshrunk_mean_with_its_t_interval_in_a_finite_population() -> None:
    score = score_of(*answered(UNITED, people=8)[:2])
    means = np.array([5.5, 5.75, 5.25, 5.75, 5.25])  # the last item is keyed the other way: 1 counts as 6

    assert score.respondent_means == sorted(means)
    assert score.mean == pytest.approx(5.5)
    assert score.se == pytest.approx(means.std(ddof=1) / 5**0.5 * (1 - 5 / 8) ** 0.5)
    assert (score.upper or 0) - 5.5 == pytest.approx(2.131846786 * (score.se or 0))  # t(4), 90 %
    assert score.agrees is True
    assert (score.n, score.needed, score.drawn, score.population) == (5, 5, 5, 8)


@pytest.mark.django_db
def test_four_against_one_is_a_split_even_where_rwgj_would_pass() -> None:
    score = score_of(*answered(FOUR_AGAINST_ONE)[:2])

    assert score.agrees is False
    assert score.largest_gap == pytest.approx(3.75)
    assert score.mean is not None  # the level is told all the same, apart from the split


@pytest.mark.django_db
def test_four_of_five_are_not_assessed_and_no_dot_is_shown() -> None:
    house, tender, bid = answered(UNITED[:4])
    score = score_of(house, tender)

    assert (score.n, score.needed) == (4, 5)
    assert (score.mean, score.se, score.lower, score.rwgj, score.agrees) == (None, None, None, None, None)
    assert score.respondent_means == []
    with after(tender):
        shown = house.client("buyer").get(house.url(f"tenders/{tender.pk}/bids/{bid.pk}")).json()["levels"][0]
    assert (shown["mean"], shown["n"], shown["drawn"]) == (None, 4, 5)


@pytest.mark.django_db
def test_cannot_know_is_missing_and_too_much_of_it_takes_a_respondent_out() -> None:
    values = [[5, 5, 6, 1], [5, 6, 6, 1], [5, 5, 5, 1], [6, 5, 6, 1], [5, "cannot_know", "cannot_know", 2]]
    score = score_of(*answered(values)[:2])

    assert score.n == 4
    assert score.mean is None


def test_answers_are_keyed_and_cannot_know_is_not_a_number() -> None:
    scale = SupplierScale(
        instrument_version_id=None,  # type: ignore[arg-type]  # no row needed
        unit="P",
        structure_hash="",
        status="draft",
        categories=6,
        keys={"one": "a", "two": "b", "three": "a"},
    )

    table = keyed_answers(scale, [{"one": 2, "two": 2, "three": "cannot_know"}, {}])

    assert table[0, :2].tolist() == [2.0, 5.0]
    assert np.isnan(table[0, 2])
    assert np.isnan(table[1]).all()


def _groups(data: str, group: str, items: list[str]) -> dict[str, np.ndarray]:
    rows: dict[str, list[list[float]]] = defaultdict(list)
    with (ROOT / "data" / data).open() as file:
        for line in csv.DictReader(file):
            cells = [line[item] for item in items]
            rows[line[group]].append([float(cell) if cell not in {"", "NA"} else np.nan for cell in cells])
    return {name: np.array(values) for name, values in rows.items()}


@pytest.mark.parametrize(
    ("oracle", "data", "group"),
    [("agreement_lq2002", "lq2002.csv", "COMPID"), ("agreement_bhr2000", "bhr2000.csv", "GRP")],
)
def test_what_a_bidder_is_told_of_its_agreement_equals_the_oracle(oracle: str, data: str, group: str) -> None:
    result = json.loads((ROOT / "oracles" / "agreement" / f"{oracle}.json").read_text())["result"]
    expected = result["rwgj"]
    groups = _groups(data, group, expected["items"])

    figures = {name: agreement_in_group(groups[name], 5, None) for name in expected["groups"]}

    assert {name: one.rwgj for name, one in figures.items() if one} == pytest.approx(
        dict(zip(expected["groups"], expected["values"], strict=True)), abs=1e-9
    )
    assert {name: one.ad_mean for name, one in figures.items() if one} == pytest.approx(
        dict(zip(expected["groups"], result["ad_j"]["values"], strict=True)), abs=1e-9
    )


@pytest.mark.django_db
def test_recomputation_confirms_and_names_a_figure_that_was_changed() -> None:
    house, tender, _ = answered(UNITED)
    score = score_of(house, tender)
    with after(tender), organisation_context(house.id):
        assert recompute_tender(tender_id=tender.pk) == (1, [])
        assert assess_tender(actor=system_actor(house.id), tender_id=tender.pk) == 0
        events = AnswerEvent.objects.count()
        assert events == 20
        BidderScore.objects.filter(pk=score.pk).update(respondent_means=[])  # an erasure changes no figure
        assert recompute_tender(tender_id=tender.pk)[1] == []


@pytest.mark.django_db
def test_forgetting_a_respondent_takes_answers_and_dots_and_leaves_the_aggregate() -> None:
    house, tender, bid = answered(UNITED)
    score_of(house, tender)
    with organisation_context(house.id):
        person = Respondent.objects.filter(list_id=bid.pk, place=1).get()
        erasure = erase_respondent(actor=house.actor("buyer"), respondent_id=person.pk)
        score = BidderScore.objects.get(superseded=False)
        person.refresh_from_db()

        assert not Invitation.objects.filter(respondent=person).exists()
        assert AnswerEvent.objects.count() == 16
        assert (person.name, person.email) == ("", f"{person.pk.hex}@erased.invalid")
        assert score.respondent_means == []
        assert score.mean == pytest.approx(5.5)
        assert erasure.rows_by_app.keys() >= {"people", "sittings", "tenders"}


@pytest.mark.django_db
def test_forgetting_a_contact_ends_their_links_at_once() -> None:
    house = tender_house()
    with organisation_context(house.id):
        bid = drawn_bid(house, frozen_tender(house))
    contact = contact_for(house, bid)
    assert contact.get("state").status_code == 200
    with organisation_context(house.id):
        erase_contact(actor=house.actor("buyer"), contact_id=bid.contact_id)

    assert contact.client.get("/api/v1/bid/state").status_code == 401
