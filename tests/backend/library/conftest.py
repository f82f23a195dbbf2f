"""Documents of an organisation's own instrument: five items with codes as texts, as for imported answers."""

from typing import Any

import pytest

Body = dict[str, Any]
REVERSED = {"A1"}
NOTICES = ("purpose", "use", "who_sees", "rights", "careless_answers")


def scale_body(code: str = "own-scales", version: str = "1.0.0") -> Body:
    items = [f"A{n}" for n in range(1, 6)]
    return {
        "instrument": {
            "code": code,
            "version": version,
            "kind": "questionnaire",
            "framework": {"code": "own", "version": "1.0.0"},
            "intended_use": {
                "population": "Adults.",
                "decision": "None: imported answers.",
                "stakes": "low",
                "not_for": ["Decisions about people."],
            },
            "authors": ["Somebody"],
            "default_language": "en",
            "formats": {"six": {"type": "rating_scale", "categories": 6}},
            "sections": [{"code": "all", "format": "six"}],
        },
        "items": [
            {"code": item, "section": "all", "scale": "A", "key": "b" if item in REVERSED else "a"} for item in items
        ],
        "scales": [{"code": "A", "dimension": "A", "kind": "style", "balanced": False}],
        "locales": {
            "en": {
                "language": "en",
                "title": "Own scales",
                "summary": "Item codes only.",
                "measures": [{"title": "A", "why": "Imported."}],
                "notices": dict.fromkeys(
                    ("purpose", "use", "who_sees", "rights", "careless_answers"), "Imported answers."
                ),
                "consent": ["Given at the source."],
                "sections": {"all": {"title": "All", "instruction": "Codes only."}},
                "formats": {"six": {"type": "rating_scale", "labels": [str(n) for n in range(1, 7)]}},
                "items": {item: item for item in items},
                "scales": {"A": {"name": "A", "description": "Imported."}},
            }
        },
    }


@pytest.fixture
def own_scales() -> Body:
    return scale_body()
