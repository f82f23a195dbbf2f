"""Lints of wording: what makes an item hard to read, unclear, or improper to ask. English only, and said so.

A lint is a hint to an author, not a law of the format: it may be waived with a reason, in waivers.yaml. Nothing here
keeps an organisation from publishing an instrument of its own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from pydantic import Field

from scoring.definitions.base import Code, Definition, Line
from scoring.definitions.exercise_words import ExerciseWords, FormWords
from scoring.definitions.exercises import Exercise
from scoring.definitions.findings import Finding, Pointer
from scoring.definitions.hashing import Instrument
from scoring.definitions.questionnaires import Questionnaire, QuestionnaireWords
from scoring.definitions.similarity import WORD, likeness
from scoring.definitions.situational import SituationalTest, SituationalWords
from scoring.definitions.vocabulary import ABSOLUTE, FORBIDDEN, IDIOMS, JOINED, JOINING_PHRASES, NEGATION

WAIVERS_FILE = "waivers.yaml"
CHECKED_LANGUAGE = "en"
WORDS_AT_LEAST, WORDS_AT_MOST = 4, 18
ALIKE_AT_LEAST = 0.5
OPTIONS_ALIKE_AT_LEAST = 0.65  # of one scenario
LONGEST_TO_SHORTEST = 2.5
BRIEF_AT_LEAST, BRIEF_AT_MOST = 110, 190  # words of a role play's brief: read in about a minute
READING_GRADE_AT_MOST = 7.0  # a reader of twelve is in the seventh year of school
ITEM_GRADE_AT_MOST = 12.0  # one short sentence with two long words is no failure; the form as a whole is what is read


class Waiver(Definition):
    """One lint that the author has looked at and left standing, with the reason."""

    code: Code
    place: Code
    reason: Line


class WaiverList(Definition):
    """waivers.yaml."""

    waivers: tuple[Waiver, ...] = Field(max_length=500)


@dataclass(frozen=True)
class Statement:
    """A text to look at, with the code it goes by and its place in the words."""

    code: str
    text: str
    pointer: Pointer

    @property
    def words(self) -> list[str]:
        """Its words in lower case."""
        return [word.lower() for word in WORD.findall(self.text)]


def wording_findings(
    instrument: Instrument, waivers: Iterable[Waiver] = (), others: Iterable[Finding] = ()
) -> list[Finding]:
    """Lints of the English words that no waiver covers, and waivers that cover nothing.

    `others` are lints found elsewhere (enemies, keys) that the same waivers may cover.
    """
    if CHECKED_LANGUAGE not in instrument.locales:
        return []
    found = [*_lints(instrument), *others]
    listed = list(waivers)
    waived = {(waiver.code, waiver.place) for waiver in listed}
    open_findings = [finding for finding in found if (finding.code, finding.value) not in waived]
    lints = {(finding.code, finding.value) for finding in found}
    return open_findings + [
        Finding(
            code="WAIVER_001",
            file=WAIVERS_FILE,
            pointer=("waivers", position),
            value=waiver.place,
            message=f'nothing at "{waiver.place}" raises {waiver.code}.',
            remedy="Delete the waiver.",
        )
        for position, waiver in enumerate(listed)
        if (waiver.code, waiver.place) not in lints
    ]


def _lints(instrument: Instrument) -> Iterator[Finding]:
    if isinstance(instrument, Questionnaire):
        words = instrument.locales[CHECKED_LANGUAGE]
        items = _items(words)
        for item in items:
            yield from _item_lints(item)
        yield from _alike(items)
        yield from _hard_to_read(instrument.header.code, items)
    elif isinstance(instrument, Exercise):
        yield from _exercise_lints(instrument, instrument.locales[CHECKED_LANGUAGE])
    else:
        yield from _situational_lints(instrument, instrument.locales[CHECKED_LANGUAGE])


def _items(words: QuestionnaireWords) -> list[Statement]:
    return [Statement(code, text, ("items", code)) for code, text in words.items.items()]


def _situational_lints(test: SituationalTest, words: SituationalWords) -> Iterator[Finding]:
    situations: list[Statement] = []
    everything: list[Statement] = []
    for code, scenario in words.scenarios.items():
        place = ("scenarios", code)
        options = [Statement(one, text, (*place, "options", one)) for one, text in scenario.options.items()]
        situations.append(Statement(code, scenario.situation, (*place, "situation")))
        everything += [situations[-1], *options]
        lengths = [len(option.words) for option in options]
        if max(lengths) > LONGEST_TO_SHORTEST * min(lengths):
            message = f'the options of "{code}" have {min(lengths)} to {max(lengths)} words.'
            yield _finding("WORDING_008", options[0], message, "Make them alike in length.", value=code)
    for text in everything:
        yield from _content_lints(text)
    yield from _alike(situations)
    yield from _alike_options([text for text in everything if text not in situations])
    yield from _hard_to_read(test.header.code, everything)


def _exercise_lints(exercise: Exercise, words: ExerciseWords) -> Iterator[Finding]:
    """Lints of what candidates read and actors say. What stands on the card is for trained raters."""
    texts: list[Statement] = []
    for block, written in words.blocks.items():
        for form, said in written.forms.items():
            code, place = f"{block}.{form}", ("blocks", block, "forms", form)
            brief = Statement(code, f"{said.brief.situation} {said.brief.task}", (*place, "brief"))
            texts += [brief, *_played(code, said, (*place, "actor"))]
            count = len(brief.words)
            if exercise.structure.format == "role_play" and not BRIEF_AT_LEAST <= count <= BRIEF_AT_MOST:
                message = f'the brief "{code}" has {count} words.'
                yield _finding("WORDING_010", brief, message, f"Write {BRIEF_AT_LEAST} to {BRIEF_AT_MOST}.")
    for text in texts:
        yield from _content_lints(text)
    yield from _hard_to_read(exercise.header.code, texts)


def _played(code: str, form: FormWords, place: Pointer) -> list[Statement]:
    if form.actor is None:
        return []
    cues = [Statement(f"{code}.{cue}", words.line, (*place, "cues", cue)) for cue, words in form.actor.cues.items()]
    return [Statement(f"{code}.actor", f"{form.actor.person} {form.actor.opening or ''}", place), *cues]


def _item_lints(item: Statement) -> Iterator[Finding]:
    count = len(item.words)
    if not WORDS_AT_LEAST <= count <= WORDS_AT_MOST:
        message = f'"{item.code}" has {count} words.'
        yield _finding("WORDING_001", item, message, f"Write {WORDS_AT_LEAST} to {WORDS_AT_MOST}.")
    for code, listed, kind, remedy in (
        ("WORDING_002", ABSOLUTE, "absolute", "Say how much, or leave it out."),
        ("WORDING_003", NEGATION, "negating", "Say what is, and turn the key."),
        ("WORDING_004", JOINED, "joining", "Ask one thing; make two items of it."),
    ):
        words = [word for word in item.words if word in listed or (code == "WORDING_003" and word.endswith("n't"))]
        if words:
            message = f'"{item.code}" has the {kind} word "{words[0]}".'
            yield _finding(code, item, message, remedy)
    yield from _joining_lints(item)
    grade = reading_grade([item.text])
    if grade > ITEM_GRADE_AT_MOST:
        message = f'"{item.code}" alone needs year {grade:.1f} of school.'
        yield _finding("WORDING_011", item, message, "Write shorter words.")
    yield from _content_lints(item)


def _joining_lints(item: Statement) -> Iterator[Finding]:
    phrases = [phrase for phrase in (*JOINING_PHRASES, ";", " / ") if phrase in item.text.lower()]
    if phrases:
        message = f'"{item.code}" joins two things by "{phrases[0].strip()}".'
        yield _finding("WORDING_004", item, message, "Ask one thing; make two items of it.")


def _content_lints(text: Statement) -> Iterator[Finding]:
    improper = [(topic, word) for word in text.words for topic, listed in FORBIDDEN.items() if word in listed]
    if improper:
        topic, word = improper[0]
        message = f'"{text.code}" speaks of "{word}" ({topic}): health, mood, looks and private life are not asked.'
        yield _finding("WORDING_005", text, message, "Stay with what people do at work.")
    idioms = [idiom for idiom in IDIOMS if idiom in text.text.lower()]
    if idioms:
        message = f'"{text.code}" has the idiom "{idioms[0]}".'
        yield _finding("WORDING_006", text, message, "Say it in words that translate.")


def _alike(items: list[Statement]) -> Iterator[Finding]:
    """Over all pairs of items, or of situations."""
    for first, second in combinations(items, 2):
        shared = likeness(first.text, second.text)
        if shared >= ALIKE_AT_LEAST:
            message = f'"{second.code}" says nearly what "{first.code}" says ({shared:.0%} alike).'
            yield _finding("WORDING_007", second, message, "Ask something else.")


def _alike_options(options: list[Statement]) -> Iterator[Finding]:
    """Over all pairs; options of one scenario speak of one matter, and so may share more of their words."""
    for first, second in combinations(options, 2):
        shared = likeness(first.text, second.text)
        same_scenario = first.pointer[1] == second.pointer[1]
        if shared >= (OPTIONS_ALIKE_AT_LEAST if same_scenario else ALIKE_AT_LEAST):
            message = f'"{second.code}" offers nearly what "{first.code}" offers ({shared:.0%} alike).'
            yield _finding("WORDING_013", second, message, "Offer something else.")


def alike_across(instruments: Mapping[str, Questionnaire]) -> dict[str, list[Finding]]:
    """Items that say nearly what an item of another questionnaire says, by the name of the questionnaire.

    Forms of one family share their items on purpose: versions of one code, a short form and its long form, and forms
    with equal item codes (a supplier's own view and that of its clients).
    """
    found: dict[str, list[Finding]] = {name: [] for name in instruments}
    for (one, first), (other, second) in combinations(instruments.items(), 2):
        if _family(first) == _family(second) or _codes(first) == _codes(second):
            continue
        for known, item in product(_asked(first), _asked(second)):
            shared = likeness(known.text, item.text)
            if shared >= ALIKE_AT_LEAST:
                message = f'"{item.code}" says nearly what "{known.code}" of {one} says ({shared:.0%} alike).'
                found[other].append(_finding("WORDING_012", item, message, "Ask something else."))
    return found


def _family(questionnaire: Questionnaire) -> str:
    long = questionnaire.header.short_form_of
    return long.code if long else questionnaire.header.code


def _codes(questionnaire: Questionnaire) -> set[str]:
    return {item.code for item in questionnaire.items}


def _asked(questionnaire: Questionnaire) -> list[Statement]:
    """The English items that count, practice left out."""
    words = questionnaire.locales.get(CHECKED_LANGUAGE)
    scored = {section.code for section in questionnaire.header.sections if section.scored}
    counted = {item.code for item in questionnaire.items if item.section in scored}
    return [item for item in _items(words) if item.code in counted] if words else []


def _hard_to_read(code: str, texts: list[Statement]) -> Iterator[Finding]:
    grade = reading_grade(text.text for text in texts)
    if grade > READING_GRADE_AT_MOST:
        message = f"the texts need year {grade:.1f} of school."
        remedy = "Write shorter sentences and shorter words."
        yield _finding("WORDING_009", texts[0], message, remedy, value=code)


def reading_grade(texts: Iterable[str]) -> float:
    """Years of school that the texts need: the Flesch-Kincaid grade over all their sentences together.

    Syllables are counted as groups of vowels, which is near enough for a limit. Source: Kincaid, Fishburne, Rogers
    and Chissom 1975.
    """
    joined = [sentence for text in texts for sentence in re.split(r"[.!?]+", text) if WORD.search(sentence)]
    words = [word for sentence in joined for word in WORD.findall(sentence)]
    if not words:
        return 0.0
    syllables = sum(_syllables(word.lower()) for word in words)
    return 0.39 * len(words) / len(joined) + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)


def _finding(code: str, text: Statement, message: str, remedy: str, *, value: str = "") -> Finding:
    return Finding(
        code=code,
        file=f"locales/{CHECKED_LANGUAGE}.yaml",
        pointer=text.pointer,
        value=value or text.code,
        message=message,
        remedy=f"{remedy} Or waive it with a reason in {WAIVERS_FILE}.",
    )
