"""A library of culture dimensions and traits: what is measured, before any question about it is written.

Pole "a" is where theta is above zero: pole A of a style, the high end of a standard or trait. Neither pole of a style
is better, so both are described with the same care.
"""

from typing import Literal

from pydantic import Field

from scoring.definitions.base import Code, Definition, FolderCode, Language, Line, Paragraph, Version
from scoring.definitions.findings import Finding, did_you_mean, repeated

DimensionKind = Literal["style", "standard", "trait"]
PoleName = Literal["a", "b"]
BEHAVIOURS_AT_LEAST = 4


class Pole(Definition):
    """One end of a dimension, with behaviours that are on culture and off culture for who wants this end."""

    name: Line
    description: Paragraph
    on: tuple[Line, ...] = Field(min_length=BEHAVIOURS_AT_LEAST, max_length=20)
    off: tuple[Line, ...] = Field(min_length=BEHAVIOURS_AT_LEAST, max_length=20)


class DimensionWords(Definition):
    """Everything said about one dimension in one language.

    `positions` describes five places on the line at theta -1.5, -.75, 0, .75 and 1.5, from pole b to pole a.
    """

    name: Line
    definition: Paragraph
    why_customers_care: Paragraph
    pole_a: Pole
    pole_b: Pole
    off_for_both: tuple[Line, ...] = Field(min_length=1, max_length=20)
    positions: tuple[Line, Line, Line, Line, Line]
    guard_notes: tuple[Line, ...] = Field(min_length=1, max_length=20)


class Dimension(Definition):
    """A dimension without its words: `style` has a position and a band, `standard` a level, `trait` describes."""

    code: Code
    kind: DimensionKind


class DimensionList(Definition):
    """dimensions.yaml: which dimensions the framework has."""

    framework: FolderCode
    version: Version
    default_language: Language
    authors: tuple[Line, ...] = Field(min_length=1, max_length=40)
    dimensions: tuple[Dimension, ...] = Field(min_length=1, max_length=200)


class DimensionLocale(Definition):
    """locales/<language>.yaml: the words of the framework in one language."""

    language: Language
    title: Line
    about: Paragraph
    dimensions: dict[Code, DimensionWords]


class DimensionLibrary(Definition):
    """A framework with all its languages."""

    header: DimensionList
    locales: dict[Language, DimensionLocale]

    @property
    def code(self) -> str:
        """The framework's code."""
        return self.header.framework

    @property
    def version(self) -> str:
        """The framework's version."""
        return self.header.version

    @property
    def kinds(self) -> dict[str, DimensionKind]:
        """Kind of every dimension, by code."""
        return {dimension.code: dimension.kind for dimension in self.header.dimensions}

    def words_for(self, dimension: str, language: str) -> DimensionWords:
        """The words of a dimension, in the default language where `language` has none."""
        locale = self.locales.get(language) or self.locales[self.header.default_language]
        return locale.dimensions[dimension]


def library_findings(library: DimensionLibrary) -> list[Finding]:
    """What is wrong between the list of dimensions and the words about them."""
    codes = [dimension.code for dimension in library.header.dimensions]
    findings = [
        Finding(
            code="DIMENSION_001",
            file="dimensions.yaml",
            pointer=("dimensions", position, "code"),
            value=code,
            message=f'dimension "{code}" is listed twice.',
            remedy="Give the second one another code, or delete it.",
        )
        for position, code in repeated(codes).items()
    ]
    if library.header.default_language not in library.locales:
        findings.append(_without_default_language(library))
    for language, locale in library.locales.items():
        findings += _locale_findings(locale, language=language, codes=codes)
    return findings


def _without_default_language(library: DimensionLibrary) -> Finding:
    return Finding(
        code="LOCALE_001",
        file="dimensions.yaml",
        pointer=("default_language",),
        value=library.header.default_language,
        message=f'the default language "{library.header.default_language}" has no file under locales/.',
        remedy=did_you_mean(library.header.default_language, library.locales),
    )


def _locale_findings(locale: DimensionLocale, *, language: str, codes: list[str]) -> list[Finding]:
    file = f"locales/{language}.yaml"
    unknown = [
        Finding(
            code="LOCALE_003",
            file=file,
            pointer=("dimensions", code),
            value=code,
            message=f'there are words for "{code}", which dimensions.yaml does not list.',
            remedy=did_you_mean(code, codes),
        )
        for code in locale.dimensions
        if code not in codes
    ]
    missing = [
        Finding(
            code="LOCALE_002",
            file=file,
            pointer=("dimensions",),
            value=code,
            message=f'dimension "{code}" has no words in "{language}".',
            remedy=f'Add an entry "{code}" under dimensions.',
        )
        for code in codes
        if code not in locale.dimensions
    ]
    return unknown + missing
