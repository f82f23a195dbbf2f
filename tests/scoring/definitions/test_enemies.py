"""Enemies: entries that must not stand near each other, and keys that must be mixed."""

from typing import Any

import pytest

from scoring.definitions.consistency_pairs import ConsistencyPair
from scoring.definitions.enemies import Enemies, enemy_findings
from scoring.definitions.parsing import parse_instrument
from scoring.definitions.questionnaires import Item, Questionnaire, Scale

Documents = dict[str, Any]


def form(order: list[tuple[str, str]], documents: Documents, **parts: Any) -> Questionnaire:
    """A questionnaire with items of (scale, key) in this order, coded by their place."""
    parsed = parse_instrument(documents)
    assert isinstance(parsed, Questionnaire)
    items = tuple(
        Item.model_validate({"code": f"i_{place}", "section": "main", "scale": scale or None, "key": key or None})
        for place, (scale, key) in enumerate(order)
    )
    scales = tuple(
        Scale(code=code, dimension="D1", kind="style") for code in dict.fromkeys(scale for scale, _ in order if scale)
    )
    return parsed.model_copy(update={"items": items, "scales": scales, **parts})


def codes(questionnaire: Questionnaire, *listed: Enemies) -> list[tuple[str, str]]:
    return [(finding.code, finding.value) for finding in enemy_findings(questionnaire, listed)]


IN_TURNS = [("A", "a"), ("B", "b"), ("C", "a")] * 6


def test_scales_in_turns_with_mixed_keys_raise_nothing(questionnaire_documents: Documents) -> None:
    assert codes(form(IN_TURNS, questionnaire_documents)) == []


def test_listed_enemies_must_stand_apart(questionnaire_documents: Documents) -> None:
    near = Enemies(first="i_0", second="i_3", apart=4, reason="One answers the other.")
    far = Enemies(first="i_0", second="i_4", apart=4, reason="One answers the other.")

    assert codes(form(IN_TURNS, questionnaire_documents), near, far) == [("ENEMY_002", "i_3")]


def test_an_enemy_that_the_form_lacks_is_named_with_the_nearest_code(
    questionnaire_documents: Documents,
) -> None:
    gone = Enemies(first="i_0", second="i_33", apart=4, reason="One answers the other.")

    [finding] = enemy_findings(form(IN_TURNS, questionnaire_documents), (gone,))

    assert (finding.code, finding.value) == ("ENEMY_001", "i_33")
    assert finding.remedy.startswith('Did you mean "i_3"?')


@pytest.mark.parametrize(("apart", "found"), [(9, [("ENEMY_002", "i_9")]), (10, [])])
def test_the_items_of_a_pair_stand_ten_places_apart(
    questionnaire_documents: Documents, apart: int, found: list[tuple[str, str]]
) -> None:
    order = [*IN_TURNS]
    order[apart] = ("", "")
    pair = ConsistencyPair(first="i_0", second=f"i_{apart}", direction="same")

    assert codes(form(order, questionnaire_documents, consistency_pairs=(pair,))) == found


def test_neighbours_of_one_scale_are_found_where_there_are_scales_to_take_turns(
    questionnaire_documents: Documents,
) -> None:
    three = [("A", "a"), ("A", "b"), ("B", "a"), ("C", "b")]

    assert codes(form(three, questionnaire_documents)) == [("ENEMY_003", "i_1")]
    assert codes(form(three[:3], questionnaire_documents)) == []


def test_a_scale_without_balanced_keys_is_a_lint(questionnaire_documents: Documents) -> None:
    scale = Scale(code="A", dimension="D1", kind="style", balanced=False)

    assert codes(form([("A", "a")] * 3, questionnaire_documents, scales=(scale,))) == [("KEY_001", "A")]


@pytest.mark.parametrize(("length", "found"), [(5, []), (6, [("KEY_002", "i_5")]), (9, [("KEY_002", "i_5")])])
def test_six_items_in_a_row_with_one_key_are_a_lint(
    questionnaire_documents: Documents, length: int, found: list[tuple[str, str]]
) -> None:
    order = [("ABC"[place % 3], "a") for place in range(length)]

    assert codes(form(order, questionnaire_documents)) == found
