"""A small situational test and a questionnaire on the same style, given together; takers who rate as they are told."""

from collections.abc import Callable
from typing import Any

from backend.accounts.enums import Role
from backend.campaigns.models import Campaign
from backend.campaigns.services import ChosenInstrument, assemble_battery
from backend.library.models import InstrumentVersion
from backend.library.services import publish_instrument
from tests.factories.accounts import House
from tests.factories.library import NOTICES
from tests.factories.sittings import Taker, publish_sections, ready_campaign

QUALITIES, POLES = (0.8, 0.8, 0.1, 0.5), (1.0, -1.0, 0.0, 0.0)
STANDARD = (1.0, 0.7, 0.3, 0.0)
SITUATIONS_EACH = 4


def situational_documents(code: str) -> dict[str, Any]:
    """Four scenarios of the style D1 in one section, four of the standard P in another; option codes stand as texts."""
    scenarios = [
        _scenario(f"{letter}{number}", section, dimension)
        for letter, section, dimension in (("d", "tone", "D1"), ("p", "promises", "P"))
        for number in range(SITUATIONS_EACH)
    ]
    header = {
        "code": code,
        "version": "1.0.0",
        "kind": "situational_test",
        "framework": {"code": "own", "version": "1.0.0"},
        "intended_use": {"population": "Adults.", "decision": "None.", "stakes": "low", "not_for": ["Decisions."]},
        "authors": ["Somebody"],
        "default_language": "en",
        "formats": {"seven": {"type": "situational_rating", "categories": 7, "seconds": 60}},
        "sections": [{"code": section, "format": "seven"} for section in ("tone", "promises")],
    }
    return {
        "instrument.yaml": header,
        "scenarios.yaml": {"scenarios": scenarios},
        "keys/authors.yaml": _key(scenarios),
        "locales/en.yaml": _words(scenarios),
    }


def _scenario(code: str, section: str, dimension: str) -> dict[str, Any]:
    options = [f"{code}_{letter}" for letter in "abcd"]
    return {"code": code, "section": section, "trade": "shop", "dimensions": [dimension], "options": options}


def _key(scenarios: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "key": "authors",
        "version": "1.0.0",
        "panel": {"kind": "authors", "judges": 0, "customers": 0, "statement": "The authors' own, no panel yet."},
        "scale_min": 1,
        "scale_max": 7,
        "scenarios": [
            {"id": scenario["code"], "dimensions": scenario["dimensions"], "options": _features(scenario)}
            for scenario in scenarios
        ],
    }


def _features(scenario: dict[str, Any]) -> list[dict[str, Any]]:
    if scenario["dimensions"] == ["P"]:
        features: list[tuple[float, dict[str, float]]] = [(quality, {}) for quality in STANDARD]
    else:
        features = [(quality, {"D1": pole}) for quality, pole in zip(QUALITIES, POLES, strict=True)]
    return [
        {"id": option, "mean": 1 + 6 * quality, "n": 0, "quality": quality, "pole": pole}
        for option, (quality, pole) in zip(scenario["options"], features, strict=True)
    ]


def _words(scenarios: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "language": "en",
        "title": "Situations",
        "summary": "Eight situations.",
        "measures": [{"title": "Tone", "why": "It should suit you."}],
        "notices": {name: f"Notice about {name}." for name in NOTICES},
        "consent": ["I have read it.", "I agree."],
        "sections": {
            code: {"title": "Situations", "instruction": "Rate every option."} for code in ("tone", "promises")
        },
        "formats": {"seven": {"type": "situational_rating", "labels": [f"L{n}" for n in range(1, 8)]}},
        "scenarios": {
            scenario["code"]: {
                "situation": f"Situation {scenario['code']}.",
                "question": "How well does each suit?",
                "options": {option: f"Do {option}." for option in scenario["options"]},
                "narrative_prompt": "What would you do?",
                "rubric": {"grade_1": "Nothing.", "grade_3": "Something.", "grade_5": "Everything."},
            }
            for scenario in scenarios
        },
    }


def publish_situations(house: House, code: str = "own-situations") -> InstrumentVersion:
    """Inside the open organisation."""
    return publish_instrument(actor=house.actor(Role.PSYCHOMETRICIAN), documents=situational_documents(code))


def campaign_of_two_methods(house: House, *, sections: tuple[str, ...] = ()) -> Campaign:
    """A questionnaire on D1, then the situational test with these sections, inside the open organisation."""
    chosen = [
        ChosenInstrument(publish_sections(house).pk),
        ChosenInstrument(publish_situations(house).pk, sections),
    ]
    campaign = ready_campaign(house)
    return assemble_battery(actor=house.actor(Role.RECRUITER), campaign_id=campaign.pk, entries=chosen)


def sensible(number: int) -> int:
    """Rates the options of every situation 6, 5, 2 and 3 in their order: a little warm, and with sense."""
    return (6, 5, 2, 3)[number]


def sit_through_both(taker: Taker, rating: Callable[[int], int] = sensible, value: int = 5) -> None:
    """Answers every item with `value` and the options of every situation by their number, then submits."""
    taker.start()
    taker.open_everything()
    for section in taker.get("state").json()["sections"]:
        for item in taker.get(f"sections/{section['index']}").json()["items"]:
            if "options" not in item:
                taker.answer(item["id"], value)
            for number, option in enumerate(item.get("options", ())):
                taker.answer(option["id"], rating(number))
    taker.submit()
