"""The sections of an instrument for those who choose what is given: what each measures, and how long it takes."""

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.definitions.exercises import Exercise
from scoring.definitions.hashing import FormInstrument, Instrument
from scoring.definitions.instruments import Section
from scoring.definitions.questionnaires import Questionnaire


@dataclass(frozen=True)
class MeasuredDimension:
    """A dimension by its code and by its name in the words of the dimension library."""

    code: str
    name: str


@dataclass(frozen=True)
class SectionSummary:
    """One section: its dimensions in the order of its entries, planned minutes, and whether it is practice."""

    code: str
    dimensions: tuple[MeasuredDimension, ...]
    minutes: float
    practice: bool


def section_summaries(definition: Instrument, names: Mapping[str, str]) -> tuple[SectionSummary, ...]:
    """Every section in order; none of an exercise, which is given whole. names : of dimensions, by code."""
    if isinstance(definition, Exercise):
        return ()
    return tuple(_summary(definition, section, names) for section in definition.header.sections)


def _summary(definition: FormInstrument, section: Section, names: Mapping[str, str]) -> SectionSummary:
    entries = _entries(definition, section.code)
    measured = dict.fromkeys(code for dimensions in entries for code in dimensions)
    return SectionSummary(
        code=section.code,
        dimensions=tuple(MeasuredDimension(code, names.get(code, code)) for code in measured),
        minutes=definition.header.format_of(section.code).seconds * len(entries) / 60,
        practice=not section.scored,
    )


def _entries(definition: FormInstrument, section: str) -> list[tuple[str, ...]]:
    """The dimensions of each item or scenario that stands in a section; practice has none."""
    if isinstance(definition, Questionnaire):
        measured = {scale.code: scale.dimension for scale in definition.scales}
        items = [item for item in definition.items if item.section == section]
        return [(measured[item.scale],) if item.scale else () for item in items]
    return [scenario.dimensions for scenario in definition.scenarios if scenario.section == section]
