"""What each answer counts for, beside the words it belongs to: keys of items, features of options, rubrics."""

import uuid
from dataclasses import dataclass

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.kernel.tenancy import Actor
from backend.library.selectors.frameworks import libraries_of
from backend.library.selectors.instruments import instrument, published_definition
from scoring.definitions.dimensions import DimensionLibrary
from scoring.definitions.exercises import Exercise
from scoring.definitions.forms import words_in
from scoring.definitions.questionnaires import Questionnaire, QuestionnaireWords
from scoring.definitions.situational import OptionKey, Rubric, Scenario, SituationalTest, SituationalWords


@dataclass(frozen=True)
class KeyedItem:
    """An item of a scale. `speaks_for`: the pole that a high answer speaks for."""

    code: str
    text: str
    scale: str
    key: str
    speaks_for: str


@dataclass(frozen=True)
class OptionPole:
    """Where an option stands on a style, from -1 (pole b) to 1 (pole a)."""

    dimension: str
    value: float


@dataclass(frozen=True)
class KeyedOption:
    """An option: suitability in the eyes of who set the key, quality from 0 to 1, poles by style."""

    text: str
    mean: float
    quality: float
    poles: tuple[OptionPole, ...]


@dataclass(frozen=True)
class KeyedScenario:
    """A scenario with its options and the rubric of its narrative form."""

    code: str
    trade: str
    dimensions: tuple[str, ...]
    situation: str
    narrative_prompt: str
    rubric: Rubric
    options: tuple[KeyedOption, ...]


@dataclass(frozen=True)
class InstrumentKeys:
    """The keys of a form in one language; of practice there are none. `statement`: who set the key of a test."""

    statement: str
    items: tuple[KeyedItem, ...]
    scenarios: tuple[KeyedScenario, ...]


def instrument_keys(actor: Actor, instrument_id: uuid.UUID, *, language: str = "") -> InstrumentKeys:
    """Keys beside words. Needs `view_keys`. An exercise has none: what it is marked by stands on its card."""
    require(actor, Capability.VIEW_KEYS)
    definition = published_definition(instrument(actor, instrument_id))
    if isinstance(definition, Exercise):
        return InstrumentKeys("", (), ())
    reference = definition.header.framework
    library = libraries_of([reference]).get(reference)
    chosen = language or definition.header.default_language
    words = words_in(definition, chosen)
    if isinstance(definition, Questionnaire) and isinstance(words, QuestionnaireWords):
        return InstrumentKeys("", _items(definition, words, library, chosen), ())
    if isinstance(definition, SituationalTest) and isinstance(words, SituationalWords):
        scenarios = _scenarios(definition, words, library, chosen)
        return InstrumentKeys(definition.scoring_key.panel.statement, (), scenarios)
    raise TypeError(definition)


def _items(
    questionnaire: Questionnaire, words: QuestionnaireWords, library: DimensionLibrary | None, language: str
) -> tuple[KeyedItem, ...]:
    dimensions = {scale.code: scale.dimension for scale in questionnaire.scales}
    return tuple(
        KeyedItem(
            code=item.code,
            text=words.items[item.code],
            scale=words.scales[item.scale].name,
            key=item.key,
            speaks_for=_pole_name(library, dimensions[item.scale], item.key, language),
        )
        for scale in questionnaire.scales
        for item in sorted(questionnaire.items_of(scale.code), key=lambda item: item.code)
        if item.scale and item.key
    )


def _pole_name(library: DimensionLibrary | None, dimension: str, key: str, language: str) -> str:
    if library is None or dimension not in library.kinds:
        return key
    words = library.words_for(dimension, language)
    return (words.pole_a if key == "a" else words.pole_b).name


def _scenarios(
    test: SituationalTest, words: SituationalWords, library: DimensionLibrary | None, language: str
) -> tuple[KeyedScenario, ...]:
    keyed = {scenario.id: {option.id: option for option in scenario.options} for scenario in test.scoring_key.scenarios}
    names = {code: library.words_for(code, language).name for code in library.kinds} if library else {}
    return tuple(
        _scenario(scenario, words, keyed[scenario.code], names)
        for scenario in test.scenarios
        if scenario.code in keyed and scenario.code in words.scenarios
    )


def _scenario(
    scenario: Scenario, words: SituationalWords, options: dict[str, OptionKey], names: dict[str, str]
) -> KeyedScenario:
    said = words.scenarios[scenario.code]
    return KeyedScenario(
        code=scenario.code,
        trade=scenario.trade,
        dimensions=tuple(names.get(code, code) for code in scenario.dimensions),
        situation=said.situation,
        narrative_prompt=said.narrative_prompt,
        rubric=said.rubric,
        options=tuple(
            KeyedOption(
                text=said.options[code],
                mean=options[code].mean,
                quality=options[code].quality,
                poles=tuple(OptionPole(names.get(style, style), value) for style, value in options[code].pole.items()),
            )
            for code in scenario.options
            if code in options
        ),
    )
