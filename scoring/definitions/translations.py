"""Translation worksheets: how every sentence of a language version came about.

translations/<language>.yaml holds, for each text that people answer to, two forward translations, what was made of them
and why. A language version is an instrument of its own until equivalence has been shown with data; a worksheet is
no such evidence, and says so.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic import Field

from scoring.definitions.base import Definition, Language, Line, Paragraph
from scoring.definitions.findings import Finding, Pointer, did_you_mean
from scoring.definitions.hashing import Instrument
from scoring.definitions.questionnaires import Questionnaire

TRANSLATIONS_FOLDER = "translations"
NOT_SHOWN = "not shown equivalent"


class TranslatedText(Definition):
    """One text: its source, two translations made apart from each other, the one taken, and a note on the choice."""

    source: Paragraph
    first: Paragraph
    second: Paragraph
    taken: Paragraph
    note: Line | None = None


class TranslationWorksheet(Definition):
    """translations/<language>.yaml. Texts are named by their place in the words, as `items.d1_01`.

    `equivalence` can only say that it has not been shown: what shows it is a gate of the ladder, not a file.
    """

    language: Language
    source_language: Language
    equivalence: Literal["not_shown"]
    made_by: Paragraph
    not_done: tuple[Line, ...] = Field(min_length=1, max_length=12)
    texts: dict[str, TranslatedText] = Field(min_length=1, max_length=2000)


def translation_findings(
    instrument: Instrument, worksheets: Mapping[str, TranslationWorksheet], pages: Mapping[str, str]
) -> list[Finding]:
    """Languages without a worksheet, texts without a row, and rows that say other words than the two languages do.

    `pages` are worksheets written for people alone, by language. Of those only the statement that equivalence has not
    been shown can be looked for.
    """
    default = instrument.header.default_language
    findings = [
        _finding("TRANSLATION_001", f"locales/{language}.yaml", (), language, message, remedy)
        for language in sorted(instrument.locales.keys() - {default} - worksheets.keys() - pages.keys())
        for message in (f'language "{language}" has no translation worksheet.',)
        for remedy in (f"Write {TRANSLATIONS_FOLDER}/{language}.yaml.",)
    ]
    findings += [
        _finding("TRANSLATION_007", f"{TRANSLATIONS_FOLDER}/{language}.md", (), language, message, remedy)
        for language, text in sorted(pages.items())
        for message in (f'the worksheet of "{language}" does not say that it is {NOT_SHOWN}.',)
        for remedy in (f'Write "{NOT_SHOWN}" where a reader begins.',)
        if NOT_SHOWN not in text
    ]
    for language, worksheet in sorted(worksheets.items()):
        if language in instrument.locales:
            findings += _worksheet_findings(instrument, language, worksheet)
        else:
            message = f'there is a worksheet for "{language}", but no words.'
            remedy = f"Write locales/{language}.yaml."
            findings.append(_finding("TRANSLATION_002", _file(language), (), language, message, remedy))
    return findings


def _worksheet_findings(instrument: Instrument, language: str, worksheet: TranslationWorksheet) -> Iterator[Finding]:
    source = _texts(instrument.locales[instrument.header.default_language].model_dump(mode="json"))
    said = _texts(instrument.locales[language].model_dump(mode="json"))
    for place, text in worksheet.texts.items():
        pointer: Pointer = ("texts", place)
        if place not in said:
            message = f'the words have no "{place}".'
            yield _finding("TRANSLATION_003", _file(language), pointer, place, message, did_you_mean(place, said))
        elif text.taken != said[place]:
            message = f'"{place}" was translated as "{text.taken}", but the words say "{said[place]}".'
            yield _finding("TRANSLATION_004", _file(language), pointer, place, message, "Make the two agree.")
        elif text.source != source.get(place):
            message = f'the source of "{place}" has changed since it was translated.'
            yield _finding("TRANSLATION_005", _file(language), pointer, place, message, "Translate it again.")
    for place in _needed(instrument):
        if place not in worksheet.texts:
            message = f'"{place}" has no row in the worksheet.'
            yield _finding("TRANSLATION_006", _file(language), ("texts",), place, message, "Add both translations.")


def _needed(instrument: Instrument) -> list[str]:
    """What people answer to: items with their labels and instructions, situations with their options."""
    places = _texts(instrument.locales[instrument.header.default_language].model_dump(mode="json"))
    fields = ("items.", "formats.", "sections.") if isinstance(instrument, Questionnaire) else ("scenarios.",)
    return [place for place in places if place.startswith(fields) and not place.endswith(".type")]


def _texts(tree: Any, place: str = "") -> dict[str, str]:
    """Every text of a tree by its place, in order."""
    if isinstance(tree, str):
        return {place: tree}
    parts = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list | tuple) else ()
    texts: dict[str, str] = {}
    for step, part in parts:
        texts |= _texts(part, f"{place}.{step}" if place else str(step))
    return texts


def _file(language: str) -> str:
    return f"{TRANSLATIONS_FOLDER}/{language}.yaml"


def _finding(code: str, file: str, pointer: Pointer, value: str, message: str, remedy: str) -> Finding:
    return Finding(code=code, file=file, pointer=pointer, value=value, message=message, remedy=remedy)
