"""Hashes of definitions: one over the words, per language; one over everything that decides a score.

The version number is in neither, so that a correction of a comma keeps the structure hash and with it the ladder.
A change of meaning is a new item with a new code, and so a new structure.
"""

from typing import Any, assert_never

from scoring.canonical import canonical_hash
from scoring.definitions.dimensions import DimensionLibrary
from scoring.definitions.questionnaires import Questionnaire
from scoring.definitions.situational import SituationalTest

Instrument = Questionnaire | SituationalTest
Hashable = Instrument | DimensionLibrary


def hash_of(tree: Any) -> str:
    """SHA-256 of the canonical JSON of a tree of plain values, as 64 hexadecimal digits."""
    return canonical_hash(tree)


def content_hash(definition: Hashable, language: str) -> str:
    """Hash of every word that the definition says in one language."""
    words = definition.locales[language].model_dump(mode="json")
    return hash_of({"code": _code(definition), "words": words})


def structure_hash(definition: Hashable) -> str:
    """Hash of what decides a score: formats, items or options, their scales and keys. Order of showing is not in it."""
    if isinstance(definition, Questionnaire):
        structure = _questionnaire_structure(definition)
    elif isinstance(definition, SituationalTest):
        structure = _situational_structure(definition)
    elif isinstance(definition, DimensionLibrary):
        structure = {"kinds": definition.kinds}
    else:
        assert_never(definition)
    return hash_of({"code": _code(definition), **structure})


def _code(definition: Hashable) -> str:
    return definition.code if isinstance(definition, DimensionLibrary) else definition.header.code


def _answering(definition: Instrument, section: str) -> dict[str, Any]:
    response_format = definition.header.format_of(section)
    return {
        "type": response_format.type,
        "categories": response_format.categories,
        "cannot_know": response_format.cannot_know,
    }


def _questionnaire_structure(questionnaire: Questionnaire) -> dict[str, Any]:
    scales = {
        scale.code: {
            "dimension": scale.dimension,
            "kind": scale.kind,
            "minimum_answered": scale.minimum_answered,
            "items": {
                item.code: {"key": item.key, **_answering(questionnaire, item.section)}
                for item in questionnaire.items_of(scale.code)
            },
        }
        for scale in questionnaire.scales
    }
    return {"kind": "questionnaire", "scales": scales}


def _situational_structure(test: SituationalTest) -> dict[str, Any]:
    scenarios = {
        scenario.code: {
            "dimensions": sorted(scenario.dimensions),
            "options": sorted(scenario.options),
            **_answering(test, scenario.section),
        }
        for scenario in test.scenarios
        if test.header.section(scenario.section).scored
    }
    keys = {name: key.model_dump(mode="json", exclude={"panel"}) for name, key in test.keys.items()}
    return {"kind": "situational_test", "scenarios": scenarios, "keys": keys}
