"""The form of a whole battery: the sections of all its instruments in one line, and what may be answered where.

An item is known to the taker by the place of its instrument and its reference there (`1.i7`, `2.s2o3`); codes,
scales and keys stay on the server. A frozen battery never changes, so a form is made once per process.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from backend.campaigns.selectors import BatteryEntry
from scoring.definitions.forms import FormEntry, FormSection, TakerForm, answer_rules, form_for_taker
from scoring.definitions.hashing import FormInstrument
from scoring.definitions.instruments import InstrumentWords
from scoring.definitions.response_formats.answerable import AnswerRule

NOTICE_TITLES = {
    "purpose": "What this is for",
    "use": "What happens with your answers",
    "who_sees": "Who sees what",
    "rights": "Your rights",
    "careless_answers": "Hurried answers",
}


@dataclass(frozen=True)
class Place:
    """One section of the battery: its place in the whole, and where it stands in its instrument."""

    index: int
    position: int
    number: int
    references: tuple[str, ...]


@dataclass(frozen=True)
class ItemRule:
    """What may be answered to an item, and from which section on."""

    rule: AnswerRule
    section: int


@dataclass(frozen=True)
class ShownText:
    """A notice or a consent, as it is put before the taker."""

    code: str
    title: str
    text: str


@dataclass(frozen=True, eq=False)
class BatteryForm:
    """Everything about a frozen battery that a sitting needs, the words in every language included."""

    entries: tuple[BatteryEntry, ...]
    instruments: tuple[FormInstrument, ...]
    languages: tuple[str, ...]

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The sections in the order in which they are opened, counted from 1."""
        places: list[Place] = []
        for entry, form in zip(self.entries, self._forms(self.languages[0]), strict=True):
            codes = [section.code for section in self._instrument(entry).header.sections]
            for section in form.sections:
                if codes[section.number - 1] in entry.sections:
                    references = tuple(
                        f"{entry.position}.{reference}" for shown in section.entries for reference in shown.answers
                    )
                    places.append(Place(len(places) + 1, entry.position, section.number, references))
        return tuple(places)

    @cached_property
    def rules(self) -> Mapping[str, ItemRule]:
        """What may be answered to every item, by the item's id. For the server alone."""
        rules: dict[str, ItemRule] = {}
        of_instrument = {
            entry.position: answer_rules(instrument)
            for entry, instrument in zip(self.entries, self.instruments, strict=True)
        }
        for place in self.places:
            for item in place.references:
                rules[item] = ItemRule(of_instrument[place.position][item.partition(".")[2]], place.index)
        return rules

    @property
    def total(self) -> int:
        return sum(len(place.references) for place in self.places)

    @property
    def minutes(self) -> float:
        return sum(entry.minutes for entry in self.entries)

    def words(self, language: str) -> list[InstrumentWords]:
        return [instrument.locales[language] for instrument in self.instruments]

    def measures(self, language: str) -> list[dict[str, str]]:
        """What is measured by the sections that are given, and why, in the taker's words."""
        return [
            {"title": measure.title, "why": measure.why}
            for entry, words in zip(self.entries, self.words(language), strict=True)
            for measure in words.measures
            if measure.is_told_with(entry.sections)
        ]

    def notices(self, language: str) -> list[ShownText]:
        """What a taker is told before agreeing; a text that two instruments share is told once."""
        texts = [
            ShownText(name, NOTICE_TITLES[name], str(getattr(words.notices, name)))
            for name in NOTICE_TITLES
            for words in self.words(language)
        ]
        return _numbered(texts)

    def consents(self, language: str) -> list[ShownText]:
        """What a taker agrees to; all of it is required."""
        texts = [ShownText("consent", "", text) for words in self.words(language) for text in words.consent]
        return _numbered(texts)

    def outline(self, language: str) -> list[dict[str, Any]]:
        """Every section as a number and a title, its items left out."""
        return [
            {
                "index": place.index,
                "title": self._section(place, language).title,
                "minutes": self._minutes(place, language),
                "items": len(place.references),
                "situations": sum(bool(entry.options) for entry in self._section(place, language).entries),
            }
            for place in self.places
        ]

    @lru_cache(maxsize=256)  # noqa: B019 -- forms live as long as the process, in a bounded cache themselves
    def section(self, index: int, language: str) -> dict[str, Any]:
        """One section as the player shows it. Whether it has been reached, the caller has checked."""
        place = self.places[index - 1]
        section = self._section(place, language)
        form = self._form(place, language)
        return {
            "index": index,
            "title": section.title,
            "instructions": section.instruction,
            "practice": section.practice,
            "entries_per_page": section.entries_per_page,
            "instrument": {"code": form.code, "version": form.version, "content_hash": form.content_hash},
            "items": [_item(place, section, entry) for entry in section.entries],
        }

    @lru_cache(maxsize=256)  # noqa: B019 -- as above
    def section_text(self, index: int, language: str) -> tuple[bytes, str]:
        """The section as JSON, and an ETag over its bytes."""
        text = json.dumps(self.section(index, language), ensure_ascii=False).encode()
        return text, f'"{hashlib.sha256(text).hexdigest()[:32]}"'

    def codes(self, values: Mapping[str, Any]) -> dict[int, dict[str, Any]]:
        """Answers by the place of the instrument and the code of the item or option: what scoring reads."""
        keyed: dict[int, dict[str, Any]] = {entry.position: {} for entry in self.entries}
        for item, value in values.items():
            if item in self.rules:
                keyed[int(item.partition(".")[0])][self.rules[item].rule.code] = value
        return keyed

    def texts(self, language: str) -> dict[str, str]:
        """The words of every item, by its id: for a taker's own download."""
        texts: dict[str, str] = {}
        for place in self.places:
            for entry in self._section(place, language).entries:
                for option in entry.options:
                    texts[f"{place.position}.{option.ref}"] = f"{entry.text} {option.text}"
                if not entry.options:
                    texts[f"{place.position}.{entry.ref}"] = entry.text
        return texts

    def labels(self, item: str, language: str) -> Mapping[Any, str]:
        """The labels of an item's values."""
        place = self.places[self.rules[item].section - 1]
        return {choice.value: choice.label for choice in self._section(place, language).choices}

    def _minutes(self, place: Place, language: str) -> float:
        outline = self._form(place, language).outline
        return next(section.minutes for section in outline if section.number == place.number)

    def _section(self, place: Place, language: str) -> FormSection:
        # By number, not by position: a language may leave out sections that are not given.
        return next(section for section in self._form(place, language).sections if section.number == place.number)

    def _form(self, place: Place, language: str) -> TakerForm:
        return self._forms(language)[self._at(place.position)]

    @lru_cache(maxsize=16)  # noqa: B019 -- as above
    def _forms(self, language: str) -> tuple[TakerForm, ...]:
        return tuple(
            form_for_taker(instrument, language=language, sections_reached=len(instrument.header.sections))
            for instrument in self.instruments
        )

    def _instrument(self, entry: BatteryEntry) -> FormInstrument:
        return self.instruments[self._at(entry.position)]

    def _at(self, position: int) -> int:
        return next(number for number, entry in enumerate(self.entries) if entry.position == position)


def _item(place: Place, section: FormSection, entry: FormEntry) -> dict[str, Any]:
    choices = [{"value": choice.value, "label": choice.label} for choice in section.choices]
    item: dict[str, Any] = {
        "id": f"{place.position}.{entry.ref}",
        "format": section.format,
        "stem": entry.text,
        "choices": choices,
    }
    if entry.options:
        item["question"] = entry.question
        item["options"] = [{"id": f"{place.position}.{option.ref}", "text": option.text} for option in entry.options]
    return item


def _numbered(texts: Sequence[ShownText]) -> list[ShownText]:
    """Texts without doubles, each under a code of its own: `use`, `use-2`."""
    seen: dict[str, list[str]] = {}
    shown: list[ShownText] = []
    for text in texts:
        earlier = seen.setdefault(text.code, [])
        if text.text in earlier:
            continue
        earlier.append(text.text)
        code = text.code if len(earlier) == 1 else f"{text.code}-{len(earlier)}"
        shown.append(ShownText(code, text.title, text.text))
    return shown
