"""Hashes of definitions: one over the words, per language; one over everything that decides a score.

The version number is in neither, so that a correction of a comma keeps the structure hash and with it the ladder.
A change of meaning is a new item with a new code, and so a new structure.
"""

from typing import Any, assert_never

from scoring.canonical import canonical_hash
from scoring.definitions.dimensions import DimensionLibrary
from scoring.definitions.exercises import Block, Exercise
from scoring.definitions.questionnaires import Questionnaire
from scoring.definitions.situational import SituationalTest

FormInstrument = Questionnaire | SituationalTest  # answered in a sitting
Instrument = FormInstrument | Exercise
Hashable = Instrument | DimensionLibrary


def hash_of(tree: Any) -> str:
    """SHA-256 of the canonical JSON of a tree of plain values, as 64 hexadecimal digits."""
    return canonical_hash(tree)


def content_hash(definition: Hashable, language: str) -> str:
    """Hash of every word that the definition says in one language."""
    words = definition.locales[language].model_dump(mode="json")
    tree = {"code": _code(definition), "words": words}
    if isinstance(definition, Exercise):
        tree["transcripts"] = _transcripts(definition, language)
    return hash_of(tree)


def structure_hash(definition: Hashable) -> str:
    """Hash of what decides a score: formats, items, options or rows, their scales and keys. Order is not in it."""
    if isinstance(definition, Questionnaire):
        structure = _questionnaire_structure(definition)
    elif isinstance(definition, SituationalTest):
        structure = _situational_structure(definition)
    elif isinstance(definition, Exercise):
        structure = _exercise_structure(definition)
    elif isinstance(definition, DimensionLibrary):
        structure = {"kinds": definition.kinds}
    else:
        assert_never(definition)
    return hash_of({"code": _code(definition), **structure})


def _code(definition: Hashable) -> str:
    return definition.code if isinstance(definition, DimensionLibrary) else definition.header.code


def _answering(definition: FormInstrument, section: str) -> dict[str, Any]:
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


def _exercise_structure(exercise: Exercise) -> dict[str, Any]:
    blocks = {block.code: _block_structure(exercise, block) for block in exercise.structure.blocks}
    forms, variants = sorted(exercise.structure.forms), sorted(exercise.structure.variants)
    return {"kind": "exercise", "blocks": blocks, "forms": forms, "variants": variants}


def _block_structure(exercise: Exercise, block: Block) -> dict[str, Any]:
    return {
        "minutes": sum(phase.minutes for phase in exercise.structure.schedule if phase.block == block.code),
        "rows": {row.code: {"dimension": row.dimension, "mark": row.mark} for row in block.rows},
        "cues": sorted(block.cues),
        "errands": {errand.code: {"due": errand.due, "possible": errand.possible} for errand in block.errands},
    }


def _transcripts(exercise: Exercise, language: str) -> dict[str, Any]:
    return {
        name: transcript.model_dump(mode="json")
        for name, transcript in exercise.transcripts.items()
        if transcript.language == language
    }
