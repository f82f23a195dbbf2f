"""Instruments of an organisation's own, made through the service."""

from typing import Any

from backend.kernel.tenancy import Actor
from backend.library.models import InstrumentVersion
from backend.library.services import publish_instrument
from tests.factories.exercises import exercise_documents

NOTICES = ("purpose", "use", "who_sees", "rights", "careless_answers")
ITEMS = tuple(f"A{number}" for number in range(1, 6))


def small_instrument(code: str, version: str = "1.0.0") -> dict[str, Any]:
    """The body that publishes one scale of five items, A1 keyed to pole b; item codes stand for their texts."""
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
            {"code": item, "section": "all", "scale": "A", "key": "b" if item == "A1" else "a"} for item in ITEMS
        ],
        "scales": [{"code": "A", "dimension": "A", "kind": "style", "balanced": False}],
        "locales": {
            "en": {
                "language": "en",
                "title": "Own scales",
                "summary": "Item codes only.",
                "measures": [{"title": "A", "why": "Imported."}],
                "notices": dict.fromkeys(NOTICES, "Imported answers."),
                "consent": ["Given at the source."],
                "sections": {"all": {"title": "All", "instruction": "Codes only."}},
                "formats": {"six": {"type": "rating_scale", "labels": [str(number) for number in range(1, 7)]}},
                "items": {item: item for item in ITEMS},
                "scales": {"A": {"name": "A", "description": "Imported."}},
            }
        },
    }


def publish_own_exercise(actor: Actor, *, code: str = "own-exercise") -> InstrumentVersion:
    """A published role play, inside the open organisation."""
    return publish_instrument(actor=actor, documents=exercise_documents(code))


def publish_own_instrument(actor: Actor, *, code: str = "own-scales", version: str = "1.0.0") -> InstrumentVersion:
    """A published instrument with its assumed model, inside the open organisation."""
    body = small_instrument(code, version)
    documents = {"instrument.yaml": body["instrument"], "locales/en.yaml": body["locales"]["en"]}
    documents |= {f"{name}.yaml": {name: body[name]} for name in ("items", "scales")}
    return publish_instrument(actor=actor, documents=documents)
