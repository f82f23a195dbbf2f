"""A small questionnaire and a small situational test, as plain documents that a test may spoil."""

from typing import Any

import pytest

from tests.factories import exercises

Documents = dict[str, Any]
STATEMENTS = (
    "This one is for practice.",
    "I ring guests back today.",
    "We plan visits by phone.",
    "My notes name each order.",
    "I ask what was tried.",
)


@pytest.fixture
def questionnaire_documents() -> Documents:
    items = [{"code": "try_it", "section": "practice"}]
    items += [
        {"code": f"nfc_{n}", "section": "main", "scale": "nfc", "key": "a" if n % 2 else "b"} for n in range(1, 5)
    ]
    return {
        "instrument.yaml": header("questionnaire", {"type": "rating_scale", "categories": 6, "cannot_know": True}),
        "items.yaml": {"items": items},
        "scales.yaml": {"scales": [{"code": "nfc", "dimension": "D1", "kind": "style"}]},
        "locales/en.yaml": {
            **words({"type": "rating_scale", "labels": [f"label {n}" for n in range(1, 7)], "cannot_know": "No idea"}),
            "items": dict(zip([item["code"] for item in items], STATEMENTS, strict=True)),
            "scales": {"nfc": {"name": "Secret name", "description": "Secret description."}},
        },
        "cases.yaml": {
            "cases": [
                {
                    "name": "one",
                    "answers": {"nfc_1": 6, "nfc_2": 2, "nfc_3": 5, "nfc_4": 1},
                    "expected": {"nfc": {"answered": 4, "keyed_mean": 5.5}},
                }
            ]
        },
        "evidence.md": "# Evidence\n",
    }


@pytest.fixture
def situational_documents() -> Documents:
    options = ["cold", "warm", "rude", "both"]
    poles, qualities = [-1, 1, 0, 0.2], [0.8, 0.8, 0.1, 0.7]
    return {
        "instrument.yaml": header("situational_test", {"type": "situational_rating", "categories": 7}),
        "scenarios.yaml": {
            "scenarios": [
                {"code": "try_it", "section": "practice", "trade": "shop", "options": ["t1", "t2", "t3"]},
                {"code": "mail", "section": "main", "trade": "bank", "dimensions": ["D1"], "options": options},
            ]
        },
        "keys/authors.yaml": {
            "key": "authors",
            "version": "1.0.0",
            "panel": {"kind": "authors", "judges": 0, "customers": 0, "statement": "The authors' own, no panel yet."},
            "scale_min": 1,
            "scale_max": 7,
            "scenarios": [
                {
                    "id": "mail",
                    "dimensions": ["D1"],
                    "options": [
                        {"id": option, "mean": 4, "n": 0, "quality": quality, "pole": {"D1": pole}}
                        for option, pole, quality in zip(options, poles, qualities, strict=True)
                    ],
                }
            ],
        },
        "locales/en.yaml": {
            **words({"type": "situational_rating", "labels": [f"label {n}" for n in range(1, 8)]}),
            "scenarios": {
                "try_it": scenario_words(["t1", "t2", "t3"]),
                "mail": scenario_words(options),
            },
        },
    }


@pytest.fixture
def exercise_documents() -> Documents:
    return exercises.exercise_documents("small")


def header(kind: str, response_format: dict[str, Any]) -> Documents:
    return {
        "code": "small",
        "version": "1.0.0",
        "kind": kind,
        "framework": {"code": "onculture", "version": "1.0.0"},
        "intended_use": {"population": "Adults.", "decision": "None.", "stakes": "low", "not_for": ["Anything else."]},
        "authors": ["A person"],
        "default_language": "en",
        "formats": {"points": response_format},
        "sections": [
            {"code": "practice", "format": "points", "scored": False},
            {"code": "main", "format": "points", "entries_per_page": 2},
        ],
    }


def words(format_words: dict[str, Any]) -> Documents:
    return {
        "language": "en",
        "title": "Small",
        "summary": "A few questions.",
        "measures": [{"title": "Tone", "why": "It differs between organisations."}],
        "notices": dict.fromkeys(("purpose", "use", "who_sees", "rights", "careless_answers"), "A notice."),
        "consent": ["I agree."],
        "sections": {
            "practice": {"title": "Try", "instruction": "Does not count."},
            "main": {"title": "Main", "instruction": "Choose."},
        },
        "formats": {"points": format_words},
    }


SITUATIONS = {"t1": "A letter has no sender.", "cold": "Somebody writes late at night."}
OPTIONS = {
    "t1": "You ask a colleague.",
    "t2": "You open it.",
    "t3": "You put it away.",
    "cold": "You answer by title.",
    "warm": "You reply with jokes.",
    "rude": "You send forms.",
    "both": "You ring them up.",
}


def scenario_words(options: list[str]) -> Documents:
    return {
        "situation": SITUATIONS[options[0]],
        "question": "How well does each suit?",
        "options": {option: OPTIONS[option] for option in options},
        "narrative_prompt": "What would you do?",
        "rubric": {"grade_1": "Secret one.", "grade_3": "Secret three.", "grade_5": "Secret five."},
    }
