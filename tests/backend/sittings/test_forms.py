"""The form of a battery: one line of sections over questionnaires and situational tests, and nothing secret in it."""

import json
import uuid
from pathlib import Path

import pytest

from backend.campaigns.selectors import BatteryEntry
from backend.sittings.forms.battery import BatteryForm
from scoring.definitions.files import load_instrument
from scoring.definitions.response_formats.answerable import UnusableAnswerError

SHIPPED = Path(__file__).resolve().parents[3] / "instruments"
FOLDERS = ("questionnaires/customer-culture/1.0.0", "judgement/customer-situations/1.0.0")


@pytest.fixture(scope="module")
def form() -> BatteryForm:
    instruments = tuple(load_instrument(SHIPPED / folder) for folder in FOLDERS)
    entries = tuple(
        BatteryEntry(
            uuid.UUID(int=position),
            instrument.header.code,
            instrument.header.version,
            position,
            tuple(section.code for section in instrument.header.sections),
            instrument.minutes,
            "",
            {},
        )
        for position, instrument in enumerate(instruments, start=1)
    )
    return BatteryForm(entries, instruments, ("en",))


def test_sections_stand_in_one_line_and_every_item_in_one_of_them(form) -> None:
    indexes = [place.index for place in form.places]
    references = [reference for place in form.places for reference in place.references]

    assert indexes == list(range(1, len(indexes) + 1))
    assert len(references) == len(set(references)) == form.total == len(form.rules)
    assert {reference.partition(".")[0] for reference in references} == {"1", "2"}


def test_every_option_of_a_situation_is_an_item_of_its_own(form) -> None:
    place = next(place for place in form.places if place.position == 2)
    section = form.section(place.index, "en")

    shown = [option["id"] for item in section["items"] for option in item["options"]]
    assert tuple(shown) == place.references
    assert {item["format"] for item in section["items"]} == {"situational_rating"}
    form.rules[shown[0]].rule.check(7, place=shown[0])
    with pytest.raises(UnusableAnswerError):
        form.rules[shown[0]].rule.check(8, place=shown[0])


def test_answers_go_back_to_the_codes_of_their_instrument(form) -> None:
    questionnaire, situations = form.instruments
    values = {"1.i2": 3, "2.s1o1": 7, "9.i1": 1}

    assert form.codes(values) == {
        1: {questionnaire.items[1].code: 3},
        2: {situations.scenarios[0].options[0]: 7},
    }


def test_no_code_of_an_item_and_no_scale_is_in_any_section(form) -> None:
    questionnaire, situations = form.instruments
    secrets = {item.code for item in questionnaire.items} | set(questionnaire.units)
    secrets |= {option for scenario in situations.scenarios for option in scenario.options}
    shown = " ".join(json.dumps(form.section(place.index, "en")) for place in form.places)

    assert sorted(secret for secret in secrets if f'"{secret}"' in shown) == []


def test_a_section_has_one_text_and_one_etag(form) -> None:
    text, etag = form.section_text(1, "en")

    assert json.loads(text) == form.section(1, "en")
    assert form.section_text(1, "en") == (text, etag)
    assert len({form.section_text(place.index, "en")[1] for place in form.places}) == len(form.places)


def test_only_the_chosen_sections_are_given(form) -> None:
    entry = form.entries[0]
    chosen = BatteryEntry(*(*tuple(vars(entry).values())[:4], entry.sections[1:2], *tuple(vars(entry).values())[5:]))
    shorter = BatteryForm((chosen,), form.instruments[:1], ("en",))

    assert len(shorter.places) == 1
    assert shorter.places[0].number == 2
    assert set(shorter.rules) < set(form.rules)
