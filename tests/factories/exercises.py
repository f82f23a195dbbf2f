"""Documents of a small role play, which a test may spoil."""

from typing import Any


def small_exercise(code: str, version: str = "1.0.0") -> dict[str, Any]:
    """The body that publishes a role play of one block, in two forms, with a skill row and a style row.

    Every text says whose eyes it is for, so that a test can look for what must not be there.
    """
    return {
        "instrument": {
            "code": code,
            "version": version,
            "kind": "exercise",
            "framework": {"code": "own", "version": "1.0.0"},
            "intended_use": {
                "population": "Adults.",
                "decision": "One kind of evidence.",
                "stakes": "low",
                "not_for": ["Deciding alone."],
            },
            "authors": ["Somebody"],
            "default_language": "en",
        },
        "exercise": {
            "format": "role_play",
            "forms": ["a", "b"],
            "variants": ["spoken", "chat"],
            "blocks": [
                {
                    "code": "late",
                    "dimension": "P",
                    "work": "simulate",
                    "rows": [
                        {"code": "promise", "dimension": "P", "mark": "skill"},
                        {"code": "tone", "dimension": "D1", "mark": "style"},
                    ],
                    "cues": ["first", "second", "third"],
                    "prompts": ["words"],
                }
            ],
            "schedule": [
                {"code": "play", "minutes": 8, "block": "late"},
                {"code": "view", "minutes": 2},
                {"code": "marking", "minutes": 5, "candidate": False},
            ],
        },
        "locales": {"en": _exercise_words()},
    }


def _exercise_words() -> dict[str, Any]:
    cues = {
        cue: {"when": "Actor when.", "line": f"Actor line {cue}.", "chance": "Card chance."}
        for cue in ("first", "second", "third")
    }
    form = {
        "brief": {"situation": "Brief situation.", "task": "Brief task."},
        "actor": {"person": "Actor person.", "cues": cues, "limits": ["Actor limit."], "ends": "Actor end."},
        "variants": {"chat": {"candidate": "Brief chat.", "actor": "Actor chat."}},
    }
    return {
        "language": "en",
        "title": "A late order",
        "summary": "Eight minutes.",
        "measures": [{"title": "Promises", "why": "They matter."}],
        "notices": dict.fromkeys(("purpose", "use", "who_sees", "rights"), "Brief notice."),
        "consent": ["Brief consent."],
        "before": ["Brief before."],
        "own_view": ["Brief own view."],
        "card": {
            "grades": [f"Card grade {grade}" for grade in range(1, 6)],
            "style_marks": [f"Card mark {mark}" for mark in range(-2, 3)],
            "not_seen": "Card not seen",
            "not_shown": "Card not shown",
            "none_seen": "Card none seen",
            "confidence": ["Card low", "Card middle", "Card high"],
            "rules": ["Card rule."],
        },
        "schedule": {code: {"title": code, "what": "Happens."} for code in ("play", "view", "marking")},
        "blocks": {
            "late": {
                "title": "A late order",
                "purpose": "Card purpose.",
                "forms": {"a": form, "b": form},
                "rows": {
                    "promise": {
                        "title": "Promises",
                        "look_for": "Card look.",
                        "anchors": {f"grade_{grade}": f"Card anchor {grade}." for grade in (1, 3, 5)},
                    },
                    "tone": {
                        "title": "Tone",
                        "look_for": "Card look.",
                        "line": {"pole_b": "Card formal.", "middle": "Card middle.", "pole_a": "Card informal."},
                    },
                },
                "watch_for": ["Card watch."],
                "prompts": {"words": "Card prompt."},
                "guard_notes": ["Card guard."],
            }
        },
    }


def exercise_documents(code: str) -> dict[str, Any]:
    """The documents of `small_exercise`, by file name."""
    body = small_exercise(code)
    return {
        "instrument.yaml": body["instrument"],
        "exercise.yaml": body["exercise"],
        "locales/en.yaml": body["locales"]["en"],
    }
