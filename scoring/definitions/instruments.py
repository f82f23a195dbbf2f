"""What every instrument has, whatever its kind: a header, sections, formats and words about the sitting."""

from collections.abc import Collection
from typing import Literal

from pydantic import Field

from scoring.definitions.base import Code, Definition, FolderCode, Language, Line, Paragraph, Version
from scoring.definitions.findings import Finding, did_you_mean, repeated
from scoring.definitions.response_formats.registry import FormatWords, ResponseFormat

HEADER_FILE = "instrument.yaml"
InstrumentKind = Literal["questionnaire", "situational_test"]
Audience = Literal["candidate", "supplier", "client"]
Referent = Literal["person", "organisation"]


class FrameworkReference(Definition):
    """The version of the dimension library that the instrument measures."""

    code: FolderCode
    version: Version


class LongForm(Definition):
    """The version of the form that a short form was taken from, word for word."""

    code: FolderCode
    version: Version


class IntendedUse(Definition):
    """For whom, for which decision, with which stakes, and for what it must not be used."""

    population: Paragraph
    decision: Paragraph
    stakes: Literal["low", "moderate", "high"]
    not_for: tuple[Line, ...] = Field(min_length=1, max_length=20)


class Section(Definition):
    """A part of the sitting that is given out as a whole. An unscored section holds practice."""

    code: Code
    format: Code
    entries_per_page: int = Field(default=4, ge=1, le=12)
    scored: bool = True


def _is_for_candidates(audience: object) -> bool:
    return audience == "candidate"


def _is_none(part: object) -> bool:
    return part is None


class Header(Definition):
    """What instrument.yaml says of an instrument of any kind, without words for the taker and without keys.

    `audience` says who answers or plays: candidates, staff of a supplier, or clients of a supplier. What is usual is
    left out of dumps, so that what was published before there was a choice keeps its document and its hashes.
    """

    code: FolderCode
    version: Version
    audience: Audience = Field(default="candidate", exclude_if=_is_for_candidates)
    framework: FrameworkReference
    intended_use: IntendedUse
    authors: tuple[Line, ...] = Field(min_length=1, max_length=40)
    default_language: Language


class InstrumentHeader(Header):
    """instrument.yaml of what is answered in a sitting; `short_form_of` names the form that it is a part of."""

    kind: InstrumentKind
    short_form_of: LongForm | None = Field(default=None, exclude_if=_is_none)
    formats: dict[Code, ResponseFormat] = Field(min_length=1, max_length=20)
    sections: tuple[Section, ...] = Field(min_length=1, max_length=40)

    @property
    def referent(self) -> Referent:
        """Whom the answers are about: the person who answers, or the supplier as an organisation."""
        return "person" if self.audience == "candidate" else "organisation"

    @property
    def may_carry_cut(self) -> bool:
        """Whether a cut may ever rest on it alone: a short form never reaches the reliability that a cut needs."""
        return self.short_form_of is None

    def section(self, code: str) -> Section:
        """The section with this code."""
        return next(section for section in self.sections if section.code == code)

    def format_of(self, section_code: str) -> ResponseFormat:
        """The response format used in a section."""
        return self.formats[self.section(section_code).format]


def _is_for_all(sections: tuple[str, ...]) -> bool:
    return not sections


class Measure(Definition):
    """One thing that is measured, in the taker's words, and why.

    `sections`: those that measure it; it is told to takers who are given one of them. None named: told to everybody.
    """

    title: Line
    why: Paragraph
    sections: tuple[Code, ...] = Field(default=(), max_length=40, exclude_if=_is_for_all)

    def is_told_with(self, sections: Collection[str]) -> bool:
        """Whether it concerns somebody who is given these sections."""
        return not self.sections or not set(self.sections).isdisjoint(sections)


class Notices(Definition):
    """What a taker is told before consenting."""

    purpose: Paragraph
    use: Paragraph
    who_sees: Paragraph
    rights: Paragraph
    careless_answers: Paragraph


class SectionWords(Definition):
    """Title and instruction of a section."""

    title: Line
    instruction: Paragraph


class InstrumentWords(Definition):
    """What instruments of every kind say to the taker in one language."""

    language: Language
    direction: Literal["ltr", "rtl"] = "ltr"
    title: Line
    summary: Paragraph
    measures: tuple[Measure, ...] = Field(min_length=1, max_length=20)
    notices: Notices
    consent: tuple[Line, ...] = Field(min_length=1, max_length=12)
    sections: dict[Code, SectionWords]
    formats: dict[Code, FormatWords]


def header_findings(header: InstrumentHeader, *, languages: tuple[str, ...], used_sections: set[str]) -> list[Finding]:
    """What is wrong inside instrument.yaml, and between it and the languages and entries that exist."""
    return [
        *_repeated_sections(header),
        *_sections_of_unknown_format(header),
        *_empty_sections(header, used_sections),
        *default_language_findings(header, languages),
    ]


def _repeated_sections(header: InstrumentHeader) -> list[Finding]:
    return [
        Finding(
            code="INSTRUMENT_012",
            file=HEADER_FILE,
            pointer=("sections", position, "code"),
            value=code,
            message=f'section "{code}" is defined twice.',
            remedy="Give the second section another code.",
        )
        for position, code in repeated(section.code for section in header.sections).items()
    ]


def _sections_of_unknown_format(header: InstrumentHeader) -> list[Finding]:
    return [
        Finding(
            code="INSTRUMENT_013",
            file=HEADER_FILE,
            pointer=("sections", position, "format"),
            value=section.format,
            message=f'section "{section.code}" uses format "{section.format}", which formats does not define.',
            remedy=did_you_mean(section.format, header.formats),
        )
        for position, section in enumerate(header.sections)
        if section.format not in header.formats
    ]


def _empty_sections(header: InstrumentHeader, used_sections: set[str]) -> list[Finding]:
    return [
        Finding(
            code="INSTRUMENT_022",
            file=HEADER_FILE,
            pointer=("sections", position, "code"),
            value=section.code,
            message=f'nothing stands in section "{section.code}".',
            remedy="Put items or scenarios there, or delete the section.",
        )
        for position, section in enumerate(header.sections)
        if section.code not in used_sections
    ]


def default_language_findings(header: Header, languages: tuple[str, ...]) -> list[Finding]:
    """A default language without words."""
    if header.default_language in languages:
        return []
    return [
        Finding(
            code="LOCALE_001",
            file=HEADER_FILE,
            pointer=("default_language",),
            value=header.default_language,
            message=f'the default language "{header.default_language}" has no words.',
            remedy=did_you_mean(header.default_language, languages),
        )
    ]


def locale_findings(
    header: InstrumentHeader, words: InstrumentWords, *, language: str, covered: Collection[str] | None = None
) -> list[Finding]:
    """What is wrong between the header and the words of one language.

    covered : the sections that this language has words for, where it has not for all.
    """
    file = f"locales/{language}.yaml"
    needed = [section.code for section in header.sections if covered is None or section.code in covered]
    findings = coverage_findings(file=file, field="sections", written=words.sections, needed=needed)
    findings += _measure_findings(file, header, words)
    findings += coverage_findings(file=file, field="formats", written=words.formats, needed=list(header.formats))
    findings += language_findings(file=file, said=words.language, expected=language)
    for code in set(header.formats) & set(words.formats):
        findings += _format_findings(file, code, header.formats[code], words.formats[code])
    return findings


def _measure_findings(file: str, header: InstrumentHeader, words: InstrumentWords) -> list[Finding]:
    known = [section.code for section in header.sections]
    return [
        Finding(
            code="LOCALE_006",
            file=file,
            pointer=("measures", position, "sections"),
            value=section,
            message=f'the measure "{measure.title}" names section "{section}", which does not exist.',
            remedy=did_you_mean(section, known),
        )
        for position, measure in enumerate(words.measures)
        for section in measure.sections
        if section not in known
    ]


def coverage_findings(*, file: str, field: str, written: Collection[str], needed: list[str]) -> list[Finding]:
    """Texts without anything to describe, and things without a text."""
    unknown = [
        Finding(
            code="LOCALE_003",
            file=file,
            pointer=(field, code),
            value=code,
            message=f'there are words for "{code}" under {field}, but nothing of that name is defined.',
            remedy=did_you_mean(code, needed),
        )
        for code in written
        if code not in needed
    ]
    missing = [
        Finding(
            code="LOCALE_002",
            file=file,
            pointer=(field,),
            value=code,
            message=f'"{code}" has no words under {field}.',
            remedy=f'Add an entry "{code}" under {field}.',
        )
        for code in needed
        if code not in written
    ]
    return unknown + missing


def language_findings(*, file: str, said: str, expected: str) -> list[Finding]:
    """A file of words whose name and content name different languages."""
    if said == expected:
        return []
    return [
        Finding(
            code="LOCALE_004",
            file=file,
            pointer=("language",),
            value=said,
            message=f'the file says language "{said}", its name says "{expected}".',
            remedy="Make the two agree.",
        )
    ]


def _format_findings(file: str, code: str, response_format: ResponseFormat, words: FormatWords) -> list[Finding]:
    if words.type != response_format.type:
        field, value = "type", str(words.type)
        message = f'the words are for format type "{words.type}", the instrument says "{response_format.type}".'
        remedy = f'Write type "{response_format.type}".'
    elif len(words.labels) != response_format.categories:
        field, value = "labels", str(len(words.labels))
        message = f"there are {len(words.labels)} labels for {response_format.categories} categories."
        remedy = "Write one label for each category, lowest first."
    elif response_format.cannot_know and words.cannot_know is None:
        field, value = "cannot_know", "null"
        message = 'the format allows "cannot know", but has no label for it.'
        remedy = "Add cannot_know with its label."
    else:
        return []
    pointer = ("formats", code, field)
    return [Finding(code="LOCALE_005", file=file, pointer=pointer, value=value, message=message, remedy=remedy)]
