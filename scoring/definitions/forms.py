"""The form: what a test taker may see, and nothing else.

Items and options go out under references that count their places (`i7`, `s2o3`). The codes behind them name scales,
so they stay here, like keys, parameters, rubrics, scale names and every section that has not been reached.
"""

from collections.abc import Collection, Mapping

from pydantic import Field

from scoring.definitions.base import Definition
from scoring.definitions.findings import did_you_mean
from scoring.definitions.hashing import FormInstrument, content_hash
from scoring.definitions.instruments import InstrumentWords, Measure, Notices, Section
from scoring.definitions.questionnaires import Questionnaire, QuestionnaireWords
from scoring.definitions.response_formats.answerable import AnswerRule
from scoring.definitions.situational import SituationalTest, SituationalWords
from scoring.errors import ScoringError


class FormChoice(Definition):
    """A value that can be answered, and its label."""

    value: int | str
    label: str


class FormOption(Definition):
    """An option of a scenario, rated by itself."""

    ref: str
    text: str


class FormEntry(Definition):
    """One item, or one scenario with its options. `answers` lists the references that take an answer."""

    ref: str
    text: str
    question: str | None = None
    options: tuple[FormOption, ...] = ()
    narrative_prompt: str | None = None

    @property
    def answers(self) -> tuple[str, ...]:
        """The references that take an answer: those of the options, or that of the item."""
        return tuple(option.ref for option in self.options) or (self.ref,)


class FormSection(Definition):
    """A section that has been reached, with everything needed to answer it without a network."""

    number: int
    title: str
    instruction: str
    format: str
    practice: bool
    entries_per_page: int
    choices: tuple[FormChoice, ...]
    entries: tuple[FormEntry, ...]


class FormOutline(Definition):
    """A section as a number: what is to come, without its items."""

    number: int
    entries: int
    answers: int
    minutes: float
    practice: bool


class TakerForm(Definition):
    """A frozen form in one language, with the sections reached so far. Measures go out without their sections."""

    code: str
    version: str
    content_hash: str
    language: str
    direction: str
    title: str
    summary: str
    measures: tuple[Measure, ...]
    notices: Notices
    consent: tuple[str, ...]
    minutes: float
    outline: tuple[FormOutline, ...]
    sections: tuple[FormSection, ...] = Field(description="The sections reached, first to last.")


class UnknownLanguageError(ScoringError):
    """An instrument has no words in the language asked for."""

    code = "unknown_language"


def form_for_taker(instrument: FormInstrument, *, language: str, sections_reached: int) -> TakerForm:
    """What a taker who has reached the first `sections_reached` sections may see; only those that the language covers.

    A section keeps its number, and an entry its reference, in every language.

    Raises
    ------
    UnknownLanguageError : the instrument has no words in `language`.
    """
    words, covered = words_in(instrument, language), instrument.sections_in(language)
    sections = [
        _form_section(instrument, words, number=number, section=section)
        for number, section in enumerate(instrument.header.sections, start=1)
        if section.code in covered
    ]
    outline = tuple(_outline(instrument, section) for section in sections)
    return TakerForm(
        code=instrument.header.code,
        version=instrument.header.version,
        content_hash=content_hash(instrument, language),
        language=language,
        direction=words.direction,
        title=words.title,
        summary=words.summary,
        measures=tuple(measure.model_copy(update={"sections": ()}) for measure in words.measures),
        notices=words.notices,
        consent=words.consent,
        minutes=instrument.minutes if len(covered) == len(instrument.header.sections) else _minutes(outline),
        outline=outline,
        sections=tuple(section for section in sections if section.number <= sections_reached),
    )


def words_in(instrument: FormInstrument, language: str) -> QuestionnaireWords | SituationalWords:
    """The instrument's words in a language."""
    if language not in instrument.locales:
        raise UnknownLanguageError(
            f'The instrument has no words in "{language}".',
            place=f"{instrument.header.code} {instrument.header.version}",
            value=language,
            remedy=did_you_mean(language, instrument.locales),
        )
    return instrument.locales[language]


def answer_rules(instrument: FormInstrument) -> Mapping[str, AnswerRule]:
    """What may be answered to every reference of the form, and the code behind it. For the server alone."""
    if isinstance(instrument, Questionnaire):
        return {
            f"i{place}": instrument.header.format_of(item.section).answer_rule(item.code)
            for place, item in enumerate(instrument.items, start=1)
        }
    return {
        f"s{place}o{number}": instrument.header.format_of(scenario.section).answer_rule(option)
        for place, scenario in enumerate(instrument.scenarios, start=1)
        for number, option in enumerate(scenario.options, start=1)
    }


def answer_labels(instrument: FormInstrument, *, language: str) -> Mapping[str, Mapping[int | str, str]]:
    """What each answer to every reference of the form is called in one language."""
    form = form_for_taker(instrument, language=language, sections_reached=len(instrument.header.sections))
    return {
        reference: {choice.value: choice.label for choice in section.choices}
        for section in form.sections
        for entry in section.entries
        for reference in entry.answers
    }


def references_by_section(instrument: FormInstrument) -> tuple[tuple[str, ...], ...]:
    """The references that take an answer, section by section: what a sitting may accept when it has got that far."""
    language = instrument.header.default_language
    reached = form_for_taker(instrument, language=language, sections_reached=len(instrument.header.sections))
    return tuple(tuple(ref for entry in section.entries for ref in entry.answers) for section in reached.sections)


def _form_section(instrument: FormInstrument, words: InstrumentWords, *, number: int, section: Section) -> FormSection:
    response_format = instrument.header.format_of(section.code)
    labels = words.formats[section.format]
    choices = [
        FormChoice(value=value, label=label) for value, label in zip(response_format.values, labels.labels, strict=True)
    ]
    if response_format.cannot_know and labels.cannot_know is not None:
        choices.append(FormChoice(value="cannot_know", label=labels.cannot_know))
    return FormSection(
        number=number,
        title=words.sections[section.code].title,
        instruction=words.sections[section.code].instruction,
        format=response_format.type,
        practice=not section.scored,
        entries_per_page=section.entries_per_page,
        choices=tuple(choices),
        entries=_entries(instrument, words, section.code),
    )


def _entries(instrument: FormInstrument, words: InstrumentWords, section: str) -> tuple[FormEntry, ...]:
    if isinstance(instrument, Questionnaire) and isinstance(words, QuestionnaireWords):
        return tuple(
            FormEntry(ref=f"i{place}", text=words.items[item.code])
            for place, item in enumerate(instrument.items, start=1)
            if item.section == section
        )
    if isinstance(instrument, SituationalTest) and isinstance(words, SituationalWords):
        return tuple(
            _scenario_entry(f"s{place}", scenario.options, words, scenario.code)
            for place, scenario in enumerate(instrument.scenarios, start=1)
            if scenario.section == section
        )
    message = "The words are not those of this kind of instrument."
    raise ScoringError(message, place=instrument.header.code)


def _scenario_entry(ref: str, options: tuple[str, ...], words: SituationalWords, scenario: str) -> FormEntry:
    written = words.scenarios[scenario]
    return FormEntry(
        ref=ref,
        text=written.situation,
        question=written.question,
        options=tuple(
            FormOption(ref=f"{ref}o{number}", text=written.options[option])
            for number, option in enumerate(options, start=1)
        ),
        narrative_prompt=written.narrative_prompt,
    )


def _minutes(outline: tuple[FormOutline, ...]) -> float:
    return sum(section.minutes for section in outline)


def languages_covering(instrument: FormInstrument, sections: Collection[str]) -> frozenset[str]:
    """The languages in which all of these sections can be given."""
    return frozenset(
        language for language in instrument.locales if set(sections) <= set(instrument.sections_in(language))
    )


def _outline(instrument: FormInstrument, section: FormSection) -> FormOutline:
    code = instrument.header.sections[section.number - 1].code
    seconds = instrument.header.format_of(code).seconds * len(section.entries)
    return FormOutline(
        number=section.number,
        entries=len(section.entries),
        answers=sum(len(entry.answers) for entry in section.entries),
        minutes=seconds / 60,
        practice=section.practice,
    )
