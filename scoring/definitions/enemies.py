"""Enemies: entries of one form of which one gives away, or pulls along, the answer to the other.

They must not stand near each other. Some are known from the form itself (the two items of a consistency pair,
neighbours that belong to one scale); the author lists the rest in enemies.yaml, with the reason.
"""

from collections.abc import Iterator
from itertools import pairwise

from pydantic import Field

from scoring.definitions.base import Code, Definition, Line
from scoring.definitions.consistency_pairs import PAIRS_FILE
from scoring.definitions.findings import Finding, Pointer, did_you_mean
from scoring.definitions.hashing import Instrument
from scoring.definitions.questionnaires import ITEMS_FILE, Questionnaire
from scoring.definitions.situational import SituationalTest

ENEMIES_FILE = "enemies.yaml"
PAIR_APART_AT_LEAST = 10
SCALES_FOR_TURNS = 3  # with fewer scales neighbours of one scale cannot be avoided
SAME_KEY_IN_A_ROW_AT_MOST = 5


class Enemies(Definition):
    """Two items or scenarios, how many places must lie between them at least, and why."""

    first: Code
    second: Code
    apart: int = Field(ge=2, le=100)
    reason: Line


class EnemyList(Definition):
    """enemies.yaml."""

    enemies: tuple[Enemies, ...] = Field(max_length=200)


def enemy_findings(instrument: Instrument, listed: tuple[Enemies, ...]) -> list[Finding]:
    """Enemies that stand too near, and listed ones that the form does not have."""
    places = {code: place for place, code in enumerate(_order(instrument))}
    findings = list(_listed_findings(listed, places))
    if isinstance(instrument, Questionnaire):
        findings += _pair_findings(instrument, places)
        findings += _neighbour_findings(instrument)
        findings += _key_findings(instrument)
    return findings


def _order(instrument: Instrument) -> list[str]:
    if isinstance(instrument, Questionnaire):
        return [item.code for item in instrument.items]
    return [scenario.code for scenario in instrument.scenarios] if isinstance(instrument, SituationalTest) else []


def _listed_findings(listed: tuple[Enemies, ...], places: dict[str, int]) -> Iterator[Finding]:
    for position, enemies in enumerate(listed):
        unknown = [code for code in (enemies.first, enemies.second) if code not in places]
        pointer = ("enemies", position)
        for code in unknown:
            message = f'"{code}" is listed as an enemy, but the form does not have it.'
            yield _finding("ENEMY_001", ENEMIES_FILE, pointer, code, message, did_you_mean(code, places))
        if not unknown and abs(places[enemies.first] - places[enemies.second]) < enemies.apart:
            message = _too_near(enemies.first, enemies.second, places, enemies.apart)
            yield _finding("ENEMY_002", ENEMIES_FILE, pointer, enemies.second, message, "Move one of the two.")


def _pair_findings(questionnaire: Questionnaire, places: dict[str, int]) -> Iterator[Finding]:
    for position, pair in enumerate(questionnaire.consistency_pairs):
        if abs(places[pair.first] - places[pair.second]) < PAIR_APART_AT_LEAST:
            message = _too_near(pair.first, pair.second, places, PAIR_APART_AT_LEAST)
            pointer = ("consistency_pairs", position)
            yield _finding("ENEMY_002", PAIRS_FILE, pointer, pair.second, message, "Move one of the two.")


def _neighbour_findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    if len(questionnaire.scales) < SCALES_FOR_TURNS:
        return
    for position, (first, second) in enumerate(pairwise(questionnaire.items), start=1):
        if first.scale is not None and first.scale == second.scale:
            message = f'"{first.code}" and "{second.code}" are neighbours of one scale.'
            pointer = ("items", position)
            yield _finding("ENEMY_003", ITEMS_FILE, pointer, second.code, message, "Put another scale between them.")


def _key_findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    for position, scale in enumerate(questionnaire.scales):
        if not scale.balanced:
            message = f'the keys of scale "{scale.code}" are not balanced.'
            remedy = "Key as many items to one pole as to the other."
            yield _finding("KEY_001", "scales.yaml", ("scales", position), scale.code, message, remedy)
    run = 0
    scored = [(position, item) for position, item in enumerate(questionnaire.items) if item.key is not None]
    for (_, before), (position, item) in pairwise(scored):
        run = run + 1 if item.key == before.key else 0
        if run == SAME_KEY_IN_A_ROW_AT_MOST:
            message = f'"{item.code}" is the {run + 1}th item in a row that is keyed to pole {item.key}.'
            yield _finding("KEY_002", ITEMS_FILE, ("items", position), item.code, message, "Mix the keys.")


def _too_near(first: str, second: str, places: dict[str, int], apart: int) -> str:
    return f'"{first}" and "{second}" stand {abs(places[first] - places[second])} places apart; {apart} are needed.'


def _finding(code: str, file: str, pointer: Pointer, value: str, message: str, remedy: str) -> Finding:
    remedy = f"{remedy} Or waive it with a reason in waivers.yaml."
    return Finding(code=code, file=file, pointer=pointer, value=value, message=message, remedy=remedy)
