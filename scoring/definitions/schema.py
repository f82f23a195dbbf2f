"""JSON Schema of every file that an author writes, generated from the classes. Committed under instruments/_schema."""

import json
from typing import Any

from pydantic import BaseModel

from scoring.definitions.consistency_pairs import ConsistencyPairList
from scoring.definitions.dimensions import DimensionList, DimensionLocale
from scoring.definitions.enemies import EnemyList
from scoring.definitions.evidence_requests import EvidenceRequestList
from scoring.definitions.exercise_training import ExerciseCaseList, Transcript
from scoring.definitions.exercise_words import ExerciseWords
from scoring.definitions.exercises import ExerciseHeader, ExerciseStructure
from scoring.definitions.instruments import InstrumentHeader
from scoring.definitions.questionnaires import CaseList, ItemList, QuestionnaireWords, ScaleList
from scoring.definitions.situational import JudgementKey, ScenarioList, SituationalCaseList, SituationalWords
from scoring.definitions.translations import TranslationWorksheet
from scoring.definitions.wording import WaiverList

GENERATED_FOLDER = "_schema"
AUTHORED_FILES: dict[str, type[BaseModel]] = {
    "dimensions": DimensionList,
    "dimensions-locale": DimensionLocale,
    "instrument": InstrumentHeader,
    "items": ItemList,
    "scales": ScaleList,
    "questionnaire-locale": QuestionnaireWords,
    "questionnaire-cases": CaseList,
    "consistency-pairs": ConsistencyPairList,
    "evidence-requests": EvidenceRequestList,
    "scenarios": ScenarioList,
    "judgement-key": JudgementKey,
    "judgement-locale": SituationalWords,
    "judgement-cases": SituationalCaseList,
    "exercise-instrument": ExerciseHeader,
    "exercise": ExerciseStructure,
    "exercise-locale": ExerciseWords,
    "exercise-transcript": Transcript,
    "exercise-cases": ExerciseCaseList,
    "waivers": WaiverList,
    "enemies": EnemyList,
    "translation": TranslationWorksheet,
}


def rendered_schemas() -> dict[str, str]:
    """File name and text of every JSON Schema."""
    return {f"{name}.schema.json": _rendered(name, kind) for name, kind in AUTHORED_FILES.items()}


def _rendered(name: str, kind: type[BaseModel]) -> str:
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": "GENERATED from scoring.definitions by `python -m scoring validate --write-schema`.",
        **kind.model_json_schema(),
    }
    schema["title"] = name
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=False) + "\n"
