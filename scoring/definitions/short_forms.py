"""Whether a short form is what it says: items of its long form, word for word, with the same scales and keys."""

from collections.abc import Iterator

from scoring.definitions.findings import Finding, Pointer, did_you_mean
from scoring.definitions.questionnaires import ITEMS_FILE, Questionnaire

ITEMS_OF_A_SHORT_SCALE_AT_MOST = 5


def short_form_findings(short: Questionnaire, long: Questionnaire) -> list[Finding]:
    """Items that the long form lacks, keys otherwise or words otherwise, and scales too long for a short form."""
    return [*_structure_findings(short, long), *_length_findings(short), *_word_findings(short, long)]


def _structure_findings(short: Questionnaire, long: Questionnaire) -> Iterator[Finding]:
    keyed = {item.code: (item.scale, item.key) for item in long.items}
    for position, item in enumerate(short.items):
        place: Pointer = ("items", position, "code")
        if item.code not in keyed:
            message, remedy = f'the long form has no item "{item.code}".', did_you_mean(item.code, keyed)
            yield _finding("SHORT_001", ITEMS_FILE, place, item.code, message, remedy)
        elif keyed[item.code] != (item.scale, item.key):
            message = f'item "{item.code}" has another scale or key in the long form.'
            yield _finding("SHORT_002", ITEMS_FILE, place, item.code, message, "Take scale and key from the long form.")


def _length_findings(short: Questionnaire) -> Iterator[Finding]:
    for position, scale in enumerate(short.scales):
        count = len(short.items_of(scale.code))
        if count > ITEMS_OF_A_SHORT_SCALE_AT_MOST:
            message = f'scale "{scale.code}" of a short form has {count} items.'
            remedy = f"Keep at most {ITEMS_OF_A_SHORT_SCALE_AT_MOST}, or make it a form of its own."
            yield _finding("SHORT_003", "scales.yaml", ("scales", position, "code"), scale.code, message, remedy)


def _word_findings(short: Questionnaire, long: Questionnaire) -> Iterator[Finding]:
    for language in sorted(short.locales.keys() & long.locales.keys()):
        said = long.locales[language].items
        for code, text in short.locales[language].items.items():
            if code in said and said[code] != text:
                message = f'"{code}" has other words than in the long form.'
                file = f"locales/{language}.yaml"
                yield _finding("SHORT_004", file, ("items", code), code, message, "Take the words of the long form.")


def _finding(code: str, file: str, pointer: Pointer, value: str, message: str, remedy: str) -> Finding:
    return Finding(code=code, file=file, pointer=pointer, value=value, message=message, remedy=remedy)
