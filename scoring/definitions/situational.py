"""Situational tests: scenarios whose options are all rated, and the keys that say what an option stands for.

A key comes from a panel of judges, or, until one has sat, from the authors; it says which.
"""

from itertools import chain
from typing import Annotated, Literal

from pydantic import Field

from scoring.definitions.base import Code, Definition, FolderCode, Line, Paragraph, Version
from scoring.definitions.instruments import InstrumentHeader, InstrumentWords

SCENARIOS_FILE = "scenarios.yaml"
Feature = Annotated[float, Field(ge=-1, le=1)]


class Scenario(Definition):
    """One situation: its trade, what it touches (nothing, if it is practice), and its options in the order shown."""

    code: Code
    section: Code
    trade: Code
    dimensions: tuple[Code, ...] = Field(default=(), max_length=6)
    options: tuple[Code, ...] = Field(min_length=3, max_length=7)


class ScenarioList(Definition):
    """scenarios.yaml: the scenarios in the order in which they are shown."""

    scenarios: tuple[Scenario, ...] = Field(min_length=1, max_length=200)


class Panel(Definition):
    """Who set the key. `authors` is no panel, and reports say so."""

    kind: Literal["authors", "panel"]
    judges: int = Field(ge=0)
    customers: int = Field(ge=0)
    statement: Paragraph


class OptionKey(Definition):
    """What one option stands for.

    `mean` and `sd`: suitability in the eyes of the judges on the scale of the key; without a panel there is no
    spread. `quality`: how well it meets the standards, 0 to 1. `pole`: by style, from -1 (pole b) to 1 (pole a).
    """

    id: Code
    mean: float
    sd: float | None = Field(default=None, ge=0)
    n: int = Field(ge=0)
    quality: float = Field(ge=0, le=1)
    pole: dict[Code, Feature] = Field(default_factory=dict)


class ScenarioKey(Definition):
    """The key of one scenario."""

    id: Code
    dimensions: tuple[Code, ...] = Field(min_length=1, max_length=6)
    options: tuple[OptionKey, ...] = Field(min_length=3, max_length=7)


class JudgementKey(Definition):
    """keys/<panel>.yaml: also readable by `python -m scoring judgement --key`."""

    key: FolderCode
    version: Version
    panel: Panel
    scale_min: int
    scale_max: int
    scenarios: tuple[ScenarioKey, ...] = Field(min_length=1, max_length=200)


class Rubric(Definition):
    """How the written or spoken form of a scenario is graded: grades 1, 3 and 5; 2 and 4 lie between."""

    grade_1: Line
    grade_3: Line
    grade_5: Line


class ScenarioWords(Definition):
    """The words of one scenario. The rubric is for raters and never reaches a taker."""

    situation: Paragraph
    question: Line
    options: dict[Code, Line]
    narrative_prompt: Paragraph
    rubric: Rubric


def _is_whole(covers: tuple[str, ...]) -> bool:
    return not covers


class SituationalWords(InstrumentWords):
    """locales/<language>.yaml of a situational test.

    `covers`: the sections that this language has words for, where it has not for all. A campaign can be given in a
    language that covers each of its sections.
    """

    covers: tuple[Code, ...] = Field(default=(), max_length=40, exclude_if=_is_whole)
    scenarios: dict[Code, ScenarioWords]


class SituationalCase(Definition):
    """A respondent scored by hand: the slope of each style, and the slope of quality where standards are scored.

    `reason` is null for a scorable person. Slopes are rounded to the digits written.
    """

    name: Line
    answers: dict[Code, int | None]
    reason: Literal["flat", "too_few_scenarios", "inconsistent"] | None = None
    positions: dict[Code, float] = Field(default_factory=dict)
    quality: dict[Code, float] = Field(default_factory=dict)


class SituationalCaseList(Definition):
    """cases.yaml of a situational test."""

    cases: tuple[SituationalCase, ...] = Field(max_length=200)


class SituationalTest(Definition):
    """A whole situational test, as read from its folder or received by the API."""

    header: InstrumentHeader
    scenarios: tuple[Scenario, ...]
    keys: dict[str, JudgementKey]
    locales: dict[str, SituationalWords]
    evidence: str = ""
    cases: tuple[SituationalCase, ...] = ()

    def sections_in(self, language: str) -> tuple[str, ...]:
        """The sections that a language has words for, in their order."""
        covers = self.locales[language].covers
        return tuple(section.code for section in self.header.sections if not covers or section.code in covers)

    @property
    def scoring_key(self) -> JudgementKey:
        """The key that scores: a panel's, where one has sat, else the authors' own; of several the last by name."""
        return max(self.keys.items(), key=lambda named: (named[1].panel.kind == "panel", named[0]))[1]

    @property
    def units(self) -> tuple[str, ...]:
        """Codes of the units that climb the ladder: the set of scenarios of each dimension."""
        return tuple(dict.fromkeys(chain.from_iterable(scenario.dimensions for scenario in self.scenarios)))

    @property
    def minutes(self) -> float:
        """Planned time for all scenarios, practice included."""
        return sum(self.header.format_of(scenario.section).seconds for scenario in self.scenarios) / 60
