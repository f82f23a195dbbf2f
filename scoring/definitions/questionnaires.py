"""Questionnaires: items keyed to scales, and what has to agree between their files."""

from collections import Counter
from collections.abc import Sized
from typing import Literal

from pydantic import Field

from scoring.definitions.base import Code, Definition, Line, Paragraph
from scoring.definitions.consistency_pairs import ConsistencyPair, pair_findings, paired_items
from scoring.definitions.dimensions import DimensionKind, PoleName
from scoring.definitions.evidence_requests import EvidenceRequest, EvidenceRequestWords, evidence_request_findings
from scoring.definitions.findings import Finding, did_you_mean, repeated
from scoring.definitions.instruments import (
    InstrumentHeader,
    InstrumentWords,
    coverage_findings,
    header_findings,
    locale_findings,
)

ITEMS_FILE = "items.yaml"
SCALES_FILE = "scales.yaml"
ITEMS_OF_A_SCALE_AT_LEAST = 3


class Item(Definition):
    """One item: where it stands, the scale it belongs to, and the pole that a high answer speaks for."""

    code: Code
    section: Code
    scale: Code | None = None
    key: PoleName | None = None


class ItemList(Definition):
    """items.yaml: the items in the order in which they are shown."""

    items: tuple[Item, ...] = Field(min_length=1, max_length=1000)


class Scale(Definition):
    """One scale: the dimension it measures and the share of its items that must be answered."""

    code: Code
    dimension: Code
    kind: DimensionKind
    minimum_answered: float = Field(default=0.8, gt=0, le=1)
    balanced: bool = Field(default=True, description="Claims as many items keyed to one pole as to the other.")


class ScaleList(Definition):
    """scales.yaml."""

    scales: tuple[Scale, ...] = Field(min_length=1, max_length=100)


class ScaleWords(Definition):
    """Name and description of a scale, for staff and reports."""

    name: Line
    description: Paragraph


def _is_empty(part: Sized) -> bool:
    return not part


class QuestionnaireWords(InstrumentWords):
    """locales/<language>.yaml of a questionnaire. Without evidence requests it has no place for them in its hash."""

    items: dict[Code, Line]
    scales: dict[Code, ScaleWords]
    evidence_requests: dict[Code, EvidenceRequestWords] = Field(default_factory=dict, exclude_if=_is_empty)


class ExpectedScore(Definition):
    """What a hand-scored respondent gets on one scale; the mean is null where the scale is not scored."""

    answered: int = Field(ge=0)
    keyed_mean: float | None


class Case(Definition):
    """A respondent scored by hand."""

    name: Line
    answers: dict[Code, int | Literal["cannot_know"] | None]
    expected: dict[Code, ExpectedScore]


class CaseList(Definition):
    """cases.yaml of a questionnaire."""

    cases: tuple[Case, ...] = Field(max_length=200)


class Questionnaire(Definition):
    """A whole questionnaire, as read from its folder or received by the API."""

    header: InstrumentHeader
    items: tuple[Item, ...]
    scales: tuple[Scale, ...]
    locales: dict[str, QuestionnaireWords]
    evidence: str = ""
    cases: tuple[Case, ...] = ()
    consistency_pairs: tuple[ConsistencyPair, ...] = Field(default=(), exclude_if=_is_empty)
    evidence_requests: tuple[EvidenceRequest, ...] = Field(default=(), exclude_if=_is_empty)

    @property
    def units(self) -> tuple[str, ...]:
        """Codes of the units that climb the ladder: here the scales."""
        return tuple(scale.code for scale in self.scales)

    def sections_in(self, _language: str) -> tuple[str, ...]:
        """The sections that a language has words for: all of them, in every language of a questionnaire."""
        return tuple(section.code for section in self.header.sections)

    def items_of(self, scale: str) -> tuple[Item, ...]:
        """The items of a scale in the order shown."""
        return tuple(item for item in self.items if item.scale == scale)

    @property
    def minutes(self) -> float:
        """Planned time for all items, practice included."""
        return sum(self.header.format_of(item.section).seconds for item in self.items) / 60


def questionnaire_findings(questionnaire: Questionnaire) -> list[Finding]:
    """Everything that is wrong between the files of a questionnaire."""
    used = {item.section for item in questionnaire.items}
    findings = header_findings(questionnaire.header, languages=tuple(questionnaire.locales), used_sections=used)
    findings += _item_findings(questionnaire)
    findings += _scale_findings(questionnaire)
    findings += pair_findings(questionnaire.consistency_pairs, {item.code: item.scale for item in questionnaire.items})
    measured = {scale.dimension for scale in questionnaire.scales}
    findings += evidence_request_findings(questionnaire.evidence_requests, measured)
    for language, words in questionnaire.locales.items():
        findings += locale_findings(questionnaire.header, words, language=language)
        findings += _word_findings(questionnaire, words, file=f"locales/{language}.yaml")
    return findings


def _item_findings(questionnaire: Questionnaire) -> list[Finding]:
    findings = [
        Finding(
            code="INSTRUMENT_010",
            file=ITEMS_FILE,
            pointer=("items", position, "code"),
            value=code,
            message=f'item "{code}" is defined twice.',
            remedy="Give the second item another code.",
        )
        for position, code in repeated(item.code for item in questionnaire.items).items()
    ]
    sections = {section.code: section.scored for section in questionnaire.header.sections}
    scales = [scale.code for scale in questionnaire.scales]
    paired = paired_items(questionnaire.consistency_pairs)
    for position, item in enumerate(questionnaire.items):
        finding = _finding_of_item(item, sections=sections, scales=scales, paired=paired)
        if finding is not None:
            code, field, message, remedy = finding
            findings.append(
                Finding(
                    code=code,
                    file=ITEMS_FILE,
                    pointer=("items", position, field) if field else ("items", position),
                    value=str(getattr(item, field)) if field else item.code,
                    message=message,
                    remedy=remedy,
                )
            )
    return findings


def _finding_of_item(
    item: Item, *, sections: dict[str, bool], scales: list[str], paired: set[str]
) -> tuple[str, str | None, str, str] | None:
    if item.section not in sections:
        message = f'item "{item.code}" stands in section "{item.section}", which instrument.yaml does not define.'
        return "INSTRUMENT_015", "section", message, did_you_mean(item.section, sections)
    if item.scale is not None and item.scale not in scales:
        message = f'item "{item.code}" is keyed to scale "{item.scale}", which scales.yaml does not define.'
        return "INSTRUMENT_014", "scale", message, did_you_mean(item.scale, scales)
    if (item.scale is None) != (item.key is None):
        message = f'item "{item.code}" has a {"key without a scale" if item.key else "scale without a key"}.'
        return "INSTRUMENT_023", None, message, "Give it both, or neither."
    if sections[item.section] and item.scale is None and item.code not in paired:
        message = f'item "{item.code}" stands in a scored section without scale and key.'
        remedy = "Give it scale and key, pair it in consistency_pairs.yaml, or move it to a section with scored: false."
        return "INSTRUMENT_016", None, message, remedy
    if not sections[item.section] and item.scale is not None:
        message = f'item "{item.code}" stands in an unscored section, but is keyed to a scale.'
        return "INSTRUMENT_017", "scale", message, "Delete scale and key, or move it to a scored section."
    return None


def _scale_findings(questionnaire: Questionnaire) -> list[Finding]:
    findings = [
        Finding(
            code="INSTRUMENT_011",
            file=SCALES_FILE,
            pointer=("scales", position, "code"),
            value=code,
            message=f'scale "{code}" is defined twice.',
            remedy="Give the second scale another code.",
        )
        for position, code in repeated(scale.code for scale in questionnaire.scales).items()
    ]
    for position, scale in enumerate(questionnaire.scales):
        items = questionnaire.items_of(scale.code)
        keys = Counter(item.key for item in items)
        if len(items) < ITEMS_OF_A_SCALE_AT_LEAST:
            code, message = "INSTRUMENT_018", f'scale "{scale.code}" has {len(items)} items.'
            remedy = f"Key at least {ITEMS_OF_A_SCALE_AT_LEAST} items to it."
        elif scale.balanced and abs(keys["a"] - keys["b"]) > 1:
            code = "INSTRUMENT_019"
            message = f'scale "{scale.code}" claims balanced keys, but has {keys["a"]} to pole a and {keys["b"]} to b.'
            remedy = "Balance the keys, or write balanced: false."
        else:
            continue
        findings.append(
            Finding(
                code=code,
                file=SCALES_FILE,
                pointer=("scales", position, "code"),
                value=scale.code,
                message=message,
                remedy=remedy,
            )
        )
    return findings


def _word_findings(questionnaire: Questionnaire, words: QuestionnaireWords, *, file: str) -> list[Finding]:
    items = [item.code for item in questionnaire.items]
    findings = coverage_findings(file=file, field="items", written=words.items, needed=items)
    scales = list(questionnaire.units)
    findings += coverage_findings(file=file, field="scales", written=words.scales, needed=scales)
    requests = [request.code for request in questionnaire.evidence_requests]
    written = words.evidence_requests
    return findings + coverage_findings(file=file, field="evidence_requests", written=written, needed=requests)
