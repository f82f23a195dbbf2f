from copy import deepcopy
from typing import Any

import pytest

from scoring.definitions.parsing import parse_instrument
from scoring.definitions.questionnaires import Questionnaire
from scoring.definitions.wording import Waiver, alike_across, reading_grade, wording_findings

Documents = dict[str, Any]


def lints(documents: Documents, *waivers: Waiver) -> list[tuple[str, str]]:
    return [(finding.code, finding.value) for finding in wording_findings(parse_instrument(documents), waivers)]


def test_plain_items_raise_nothing(questionnaire_documents: Documents) -> None:
    assert lints(questionnaire_documents) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Guests matter.", "WORDING_001"),
        ("I " + "do " * 17 + "listen.", "WORDING_001"),
        ("I always answer guests today.", "WORDING_002"),
        ("I do not answer guests late.", "WORDING_003"),
        ("I don't answer guests late.", "WORDING_003"),
        ("I greet guests and sort their orders.", "WORDING_004"),
        ("I greet guests as well as drivers.", "WORDING_004"),
        ("I greet guests; drivers greet me.", "WORDING_004"),
        ("I sleep well before visits.", "WORDING_005"),
        ("I tell guests when I feel unfit.", "WORDING_005"),
        ("My mood helps with guests.", "WORDING_005"),
        ("Guests like how I dress.", "WORDING_005"),
        ("Guests like my accent on calls.", "WORDING_005"),
        ("My school prepared me for guests.", "WORDING_005"),
        ("My family meets our guests.", "WORDING_005"),
        ("I tell guests of my hobby.", "WORDING_005"),
        ("I talk with guests of religion.", "WORDING_005"),
        ("I answer politics of our guests.", "WORDING_005"),
        ("I keep my young guests busy.", "WORDING_005"),
        ("I go the extra mile for guests.", "WORDING_006"),
        ("I think on my feet with guests.", "WORDING_006"),
        ("We plan our visits by phone.", "WORDING_007"),
        ("We are planning a visit by phone.", "WORDING_007"),
        ("Organisational accountability guides my visits.", "WORDING_011"),
    ],
)
def test_each_lint_is_raised_at_its_item(questionnaire_documents: Documents, text: str, code: str) -> None:
    questionnaire_documents["locales/en.yaml"]["items"]["nfc_4"] = text

    assert lints(questionnaire_documents) == [(code, "nfc_4")]


@pytest.mark.parametrize(
    "text",
    [
        "I greet drivers at the gate.",  # plain
        "I knot the parcels of guests.",  # "not" inside a word
        "I handle parcels in order of arrival.",  # "and" inside a word
        "I answer guests in their own words.",  # "or" inside a word
        "I support guests who are in a hurry.",
        "I fit small orders in between two visits.",  # "fit" as in to find a place
    ],
)
def test_words_that_only_look_like_faults_raise_nothing(questionnaire_documents: Documents, text: str) -> None:
    questionnaire_documents["locales/en.yaml"]["items"]["nfc_4"] = text

    assert lints(questionnaire_documents) == []


def test_a_lint_has_place_value_and_remedy(questionnaire_documents: Documents) -> None:
    questionnaire_documents["locales/en.yaml"]["items"]["nfc_4"] = "I always answer guests today."

    [finding] = wording_findings(parse_instrument(questionnaire_documents))

    assert (finding.file, finding.pointer, finding.value) == ("locales/en.yaml", ("items", "nfc_4"), "nfc_4")
    assert finding.message == '"nfc_4" has the absolute word "always".'
    assert finding.remedy == "Say how much, or leave it out. Or waive it with a reason in waivers.yaml."


def another(documents: Documents, *, code: str, renamed: bool = True, long: bool = False) -> Questionnaire:
    """The same words under another code, with other item codes unless said otherwise."""
    copy = deepcopy(documents)
    copy["instrument.yaml"]["code"] = code
    if long:
        copy["instrument.yaml"]["short_form_of"] = {"code": "small", "version": "1.0.0"}
    if renamed:
        for item in copy["items.yaml"]["items"]:
            copy["locales/en.yaml"]["items"]["n_" + item["code"]] = copy["locales/en.yaml"]["items"].pop(item["code"])
            item["code"] = "n_" + item["code"]
        del copy["cases.yaml"]
    questionnaire = parse_instrument(copy)
    assert isinstance(questionnaire, Questionnaire)
    return questionnaire


def test_items_that_another_questionnaire_asks_already_are_found(questionnaire_documents: Documents) -> None:
    one, other = (
        another(questionnaire_documents, code="one", renamed=False),
        another(questionnaire_documents, code="two"),
    )

    found = alike_across({"one": one, "two": other})

    assert found["one"] == []
    assert [(finding.code, finding.value) for finding in found["two"]] == [
        ("WORDING_012", f"n_nfc_{number}") for number in range(1, 5)
    ]


def test_forms_of_one_family_may_share_their_items(questionnaire_documents: Documents) -> None:
    small = another(questionnaire_documents, code="small", renamed=False)
    clients = another(questionnaire_documents, code="clients", renamed=False)
    newer = another(questionnaire_documents, code="small")
    short = another(questionnaire_documents, code="smaller", long=True)

    assert alike_across({"small": small, "clients": clients}) == {"small": [], "clients": []}
    assert alike_across({"small": small, "newer": newer, "short": short}) == {"small": [], "newer": [], "short": []}


def test_options_of_very_different_length_are_a_lint(situational_documents: Documents) -> None:
    situational_documents["locales/en.yaml"]["scenarios"]["mail"]["options"]["warm"] = (
        "You act, and then " + "act " * 12
    )

    assert lints(situational_documents) == [("WORDING_008", "mail")]


def test_two_situations_that_tell_nearly_the_same_are_a_lint(situational_documents: Documents) -> None:
    scenarios = situational_documents["locales/en.yaml"]["scenarios"]
    scenarios["mail"]["situation"] = scenarios["try_it"]["situation"] = "A guest of the hotel finds the pool closed."

    assert lints(situational_documents) == [("WORDING_007", "mail")]


def test_an_option_that_another_scenario_offers_already_is_a_lint(situational_documents: Documents) -> None:
    scenarios = situational_documents["locales/en.yaml"]["scenarios"]
    scenarios["try_it"]["options"]["t1"] = "You walk to the workshop."
    scenarios["mail"]["options"]["rude"] = "You walk to a workshop."

    assert lints(situational_documents) == [("WORDING_013", "rude")]


def test_options_of_one_scenario_may_share_its_matter_and_may_not_be_the_same(situational_documents: Documents) -> None:
    options = situational_documents["locales/en.yaml"]["scenarios"]["mail"]["options"]
    options |= {"cold": "You write a letter to the maker today.", "rude": "You throw the thing away and say so."}
    options["warm"] = "You send the guest the broken lamp by van today."
    options["both"] = "You send the guest another lamp by rail today."
    assert lints(situational_documents) == []

    options["both"] = "You send the guest the broken lamp by the van today."

    assert lints(situational_documents) == [("WORDING_013", "both")]


def test_a_brief_that_is_not_read_in_about_a_minute_is_a_lint(exercise_documents: Documents) -> None:
    words = exercise_documents["locales/en.yaml"]["blocks"]
    [block] = words
    briefs = {form: said["brief"] for form, said in words[block]["forms"].items()}

    found = lints(exercise_documents)
    for brief in briefs.values():
        brief["situation"] = " ".join(["A guest waits at the desk."] * 22)

    assert {place for code, place in found if code == "WORDING_010"} == {f"{block}.{form}" for form in briefs}
    assert [code for code, _ in lints(exercise_documents) if code == "WORDING_010"] == []


def test_long_sentences_of_long_words_need_too_many_years_of_school(questionnaire_documents: Documents) -> None:
    hard = "I systematically operationalise multidimensional organisational responsibilities"
    questionnaire_documents["locales/en.yaml"]["items"] = {
        code: f"{hard} {code}." for code in questionnaire_documents["locales/en.yaml"]["items"]
    }

    assert ("WORDING_009", "small") in lints(questionnaire_documents)


def test_a_waiver_covers_its_lint_and_a_waiver_of_nothing_is_a_finding(questionnaire_documents: Documents) -> None:
    questionnaire_documents["locales/en.yaml"]["items"]["nfc_4"] = "I always answer guests today."
    covers = Waiver(code="WORDING_002", place="nfc_4", reason="The scale is about constancy.")
    idle = Waiver(code="WORDING_003", place="nfc_4", reason="None.")

    assert lints(questionnaire_documents, covers) == []
    assert lints(questionnaire_documents, covers, idle) == [("WAIVER_001", "nfc_4")]


def test_other_languages_are_not_linted(questionnaire_documents: Documents) -> None:
    words = questionnaire_documents.pop("locales/en.yaml")
    questionnaire_documents["locales/de.yaml"] = {**words, "language": "de"}
    questionnaire_documents["locales/de.yaml"]["items"]["nfc_4"] = "never"
    questionnaire_documents["instrument.yaml"]["default_language"] = "de"

    assert lints(questionnaire_documents) == []


def test_the_reading_grade_is_that_of_the_formula() -> None:
    # 6 words, 1 sentence, 6 syllables: .39 * 6 + 11.8 * 1 - 15.59
    assert reading_grade(["The cat sat on the mat."]) == pytest.approx(-1.45)
    assert reading_grade([]) == 0.0
