"""Hand-scored respondents, recomputed: the cheapest proof that keys and reverse keys are what their author meant."""

from collections.abc import Mapping
from math import isclose

from scoring.definitions.findings import Finding, did_you_mean
from scoring.definitions.questionnaires import Case, ExpectedScore, Questionnaire, Scale
from scoring.definitions.response_formats.answerable import Answer

CASES_FILE = "cases.yaml"
HAND_ROUNDING = 0.005


def keyed_answer(answer: int, *, key: str, categories: int) -> int:
    """The answer in the direction of pole a: as it is, or mirrored for an item keyed to pole b."""
    return answer if key == "a" else categories + 1 - answer


def scale_score(questionnaire: Questionnaire, scale: Scale, answers: Mapping[str, Answer]) -> ExpectedScore:
    """Number of items answered and their keyed mean; null where too few of the scale's items were answered.

    "Cannot know" counts as not answered.
    """
    items = questionnaire.items_of(scale.code)
    keyed = [
        keyed_answer(answer, key=item.key or "a", categories=questionnaire.header.format_of(item.section).categories)
        for item in items
        if isinstance(answer := answers.get(item.code), int)
    ]
    enough = len(keyed) >= scale.minimum_answered * len(items) - 1e-9
    return ExpectedScore(answered=len(keyed), keyed_mean=sum(keyed) / len(keyed) if keyed and enough else None)


def case_findings(questionnaire: Questionnaire) -> list[Finding]:
    """Cases whose answers cannot be given, or whose expected scores do not come out."""
    findings = []
    for position, case in enumerate(questionnaire.cases):
        found = _answer_findings(questionnaire, case, position)
        findings += found or _score_findings(questionnaire, case, position)
    return findings


def _answer_findings(questionnaire: Questionnaire, case: Case, position: int) -> list[Finding]:
    rules = {
        item.code: questionnaire.header.format_of(item.section).answer_rule(item.code) for item in questionnaire.items
    }
    findings = []
    for code, answer in case.answers.items():
        if code not in rules:
            message, remedy = (
                f'case "{case.name}" answers item "{code}", which does not exist.',
                did_you_mean(code, rules),
            )
        elif isinstance(answer, int) and not rules[code].minimum <= answer <= rules[code].maximum:
            message = f'case "{case.name}" answers {answer} to item "{code}".'
            remedy = f"Write a whole number from {rules[code].minimum} to {rules[code].maximum}."
        else:
            continue
        pointer = ("cases", position, "answers", code)
        findings.append(
            Finding(
                code="CASES_001", file=CASES_FILE, pointer=pointer, value=str(answer), message=message, remedy=remedy
            )
        )
    return findings


def _score_findings(questionnaire: Questionnaire, case: Case, position: int) -> list[Finding]:
    scales = {scale.code: scale for scale in questionnaire.scales}
    findings = []
    for code, expected in case.expected.items():
        if code not in scales:
            message, remedy = f'case "{case.name}" expects scale "{code}".', did_you_mean(code, scales)
        else:
            observed = scale_score(questionnaire, scales[code], case.answers)
            if _agrees(expected, observed):
                continue
            message = (
                f'case "{case.name}" expects {_said(expected)} on scale "{code}", its answers give {_said(observed)}.'
            )
            remedy = "Correct the case, or the key of an item."
        pointer = ("cases", position, "expected", code)
        findings.append(
            Finding(
                code="CASES_002",
                file=CASES_FILE,
                pointer=pointer,
                value=str(expected.keyed_mean),
                message=message,
                remedy=remedy,
            )
        )
    return findings


def _agrees(expected: ExpectedScore, observed: ExpectedScore) -> bool:
    if expected.answered != observed.answered or (expected.keyed_mean is None) != (observed.keyed_mean is None):
        return False
    if expected.keyed_mean is None or observed.keyed_mean is None:
        return True
    return isclose(expected.keyed_mean, observed.keyed_mean, abs_tol=HAND_ROUNDING)


def _said(score: ExpectedScore) -> str:
    mean = "not scored" if score.keyed_mean is None else f"mean {score.keyed_mean:.4g}"
    return f"{mean} ({score.answered} answered)"
