"""The rater's card on paper: every place of the card, no mark, the same bytes every time."""

import io

import pdfplumber
import pytest

from backend.accounts.enums import Role
from backend.kernel.tenancy import organisation_context
from backend.reports.services import paper_card_for, printed
from tests.factories.ratings import card_of, hand_in, marks, planned_role_play

pytestmark = pytest.mark.django_db


def test_a_paper_card_has_every_place_of_the_card_and_never_a_mark() -> None:
    house, plan = planned_role_play()
    with organisation_context(house.id):
        card = card_of(house, plan, Role.CUSTOMER_ADVOCATE)
        before = printed(paper_card_for(actor=house.actor(Role.RECRUITER), card_id=card.pk), kind="card")
        hand_in(house, Role.CUSTOMER_ADVOCATE, plan, marks(words="CANARY"))
        after = printed(paper_card_for(actor=house.actor(Role.RECRUITER), card_id=card.pk), kind="card")

    with pdfplumber.open(io.BytesIO(before.content)) as document:
        text = "\n".join(page.extract_text() for page in document.pages)
    words = ["A late order", house.members[Role.CUSTOMER_ADVOCATE].name, "speaks for the customers", "Room 2"]
    words += [f"{grade}  Card grade {grade}" for grade in range(1, 6)] + ["Card not seen", "Card not shown"]
    words += ["-2  Card mark -2", "0  Card mark 0", "+2  Card mark 2", "Card anchor 3.", "Card informal."]
    words += ["Speaks for", "Speaks against", "Card none seen", "Card low", "Card guard.", f"Card {card.pk}"]
    squeezed = " ".join(text.split())
    assert [word for word in words if " ".join(word.split()) not in squeezed] == []
    assert before.content == after.content
