"""Staff lists, the random draw, and the letters to those who were drawn."""

import hashlib
import uuid
from collections import Counter

import pytest
from django.core import mail

from backend.kernel.tenancy import organisation_context, system_actor
from backend.people.models import Respondent
from backend.people.services import StaffLine
from backend.tenders.errors import AlreadyDrawnError, NoticeNotConfirmedError, StaffListRefusedError
from backend.tenders.models import Bid, Tender
from backend.tenders.services.staff import draw_respondents, hand_in_staff_list, read_staff_list
from tests.factories.jobs import run_waiting_jobs
from tests.factories.tenders import bidding, contact_for, drawn_bid, frozen_tender, staff_csv, tender_house

BAD = """name;mail;level;customer-facing
Ada;ada@firm.example;front line;yes
;nobody@firm.example;front line;yes
Bob;bob-at-firm;front line;no
Cem;cem@firm.example;;no
Dan;dan@firm.example;front line;perhaps
Eve;ADA@firm.example;front line;no
"""


def people(count: int, *, leads: int = 2, facing: int = 2) -> list[StaffLine]:
    return [
        StaffLine(n, f"P{n}", f"p{n}@firm.example", "lead" if n <= leads else "front", n <= facing)
        for n in range(1, count + 1)
    ]


def test_every_bad_line_is_named_with_its_reason_and_what_helps() -> None:
    read = read_staff_list(BAD)

    assert [line.name for line in read.good] == ["Ada"]
    assert [(row.line, row.reason) for row in read.bad] == [
        (3, "There is no name, or it is longer than 200 characters."),
        (4, '"bob-at-firm" is not an address.'),
        (5, "There is no level, or it is longer than 100 characters."),
        (6, '"perhaps" is neither yes nor no.'),
        (7, "The address stands in line 2 already."),
    ]
    assert all(row.remedy for row in read.bad)


def test_a_list_without_its_heading_line_says_how_to_begin() -> None:
    (row,) = read_staff_list("Ada,ada@firm.example,front line,yes\n").bad

    assert row.line == 1
    assert row.remedy == "Begin with the line: name,mail,level,customer-facing"


def test_the_same_seed_draws_the_same_people_and_anybody_can_do_it_again() -> None:
    tender, lines = Tender(organisation_id=uuid.uuid4(), respondents=5), people(30)

    draw = draw_respondents(lines, tender, seed="ab" * 16)
    again = sorted(range(1, 31), key=lambda n: hashlib.sha256(f"{'ab' * 16}:{draw.attempt}:{n}".encode()).hexdigest())[
        :5
    ]

    assert draw == draw_respondents(list(reversed(lines)), tender, seed="ab" * 16)
    assert list(draw.places) == again


def test_every_draw_keeps_the_rules_and_nobody_is_favoured_within_them() -> None:
    tender, lines = Tender(organisation_id=uuid.uuid4(), respondents=5), people(12, leads=1, facing=3)
    drawn = Counter[int]()

    for seed in range(400):
        places = draw_respondents(lines, tender, seed=f"{seed:032x}").places
        taken = [line for line in lines if line.number in places]
        assert len({line.level for line in taken}) == 2
        assert any(line.customer_facing for line in taken)
        drawn.update(places.keys())

    ordinary = [drawn[number] for number in range(4, 13)]
    assert drawn[1] == 400  # the only lead must always be there
    assert max(ordinary) - min(ordinary) < 5 * (400 * 4 / 11 * 7 / 11) ** 0.5  # five binomial standard deviations


@pytest.mark.django_db
def test_a_list_that_cannot_keep_the_rules_stores_nothing() -> None:
    house = tender_house()
    with organisation_context(house.id):
        bid = bidding(house, frozen_tender(house))
        text = "name,mail,level,customer-facing\n" + "".join(f"P{n},p{n}@x.example,front,no\n" for n in range(4))

        with pytest.raises(StaffListRefusedError) as refusal:
            hand_in_staff_list(actor=system_actor(house.id), bid_id=bid.pk, text=text, staff_informed=True)

        assert [error.message for error in refusal.value.errors] == [
            "The list has 4 people; 5 are drawn.",
            "The list has 1 level; 2 are needed.",
            "Nobody on the list meets customers.",
        ]
        assert not Respondent.objects.exists()
        assert Bid.objects.get().drawn_at is None


@pytest.mark.django_db
def test_there_is_one_draw_and_only_after_the_staff_were_told() -> None:
    house = tender_house()
    with organisation_context(house.id):
        bid = bidding(house, frozen_tender(house))
        system = system_actor(house.id)
        with pytest.raises(NoticeNotConfirmedError):
            hand_in_staff_list(actor=system, bid_id=bid.pk, text=staff_csv(), staff_informed=False)
        hand_in_staff_list(actor=system, bid_id=bid.pk, text=staff_csv(), staff_informed=True)
        with pytest.raises(AlreadyDrawnError):
            hand_in_staff_list(actor=system, bid_id=bid.pk, text=staff_csv(9), staff_informed=True)


@pytest.mark.django_db
def test_of_those_who_were_not_drawn_neither_name_nor_address_is_kept() -> None:
    house = tender_house()
    with organisation_context(house.id):
        bid = drawn_bid(house, frozen_tender(house), people=9)
        undrawn = Respondent.objects.filter(list_id=bid.pk, place=None)

        assert undrawn.count() == 4
        assert {person.name for person in undrawn} == {""}
        assert all(person.email.endswith("@not-drawn.invalid") for person in undrawn)


@pytest.mark.django_db
def test_the_contact_sees_the_seed_and_the_names_and_the_buyer_the_seed_alone() -> None:
    house = tender_house()
    with organisation_context(house.id):
        tender = frozen_tender(house)
        bid = drawn_bid(house, tender)
    contact = contact_for(house, bid)

    own = contact.get("state").json()["draw"]
    shown = house.client("buyer").get(house.url(f"tenders/{tender.pk}/bids/{bid.pk}/draw"))

    assert own["seed"] == shown.json()["seed"] == bid.draw_seed
    assert len(own["lines"]) == 5
    assert all(line["name"].startswith("Swift Person") for line in own["lines"])
    assert len(shown.json()["lines"]) == 8
    assert "Swift Person" not in shown.content.decode()
    assert "@swift.example" not in shown.content.decode()


@pytest.mark.django_db
def test_those_who_were_drawn_are_told_what_nobody_will_see() -> None:
    house = tender_house()
    with organisation_context(house.id):
        drawn_bid(house, frozen_tender(house))
    run_waiting_jobs()

    letters = [message for message in mail.outbox if message.to[0].endswith("@swift.example")]
    respondents = [message.body for message in letters if message.to[0].startswith("p")]
    assert len(respondents) == 5
    assert all("drawn from it at random" in body and "at least five of you together" in body for body in respondents)
    assert all("You get an answer by" not in body for body in respondents)
