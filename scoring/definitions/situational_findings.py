"""What is wrong between the files of a situational test, and what makes a key unacceptable.

The limits of a key are those of the method (section 3): poles and quality must not be the same thing said twice,
and every scenario must offer a choice.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from math import sqrt

from scoring.definitions.findings import Finding, did_you_mean, repeated
from scoring.definitions.instruments import coverage_findings, header_findings, locale_findings
from scoring.definitions.situational import (
    SCENARIOS_FILE,
    JudgementKey,
    Scenario,
    ScenarioKey,
    SituationalTest,
    SituationalWords,
)

POLE_QUALITY_CORRELATION_AT_MOST = 0.5
CLEAR_POLE = 0.5
POOR_QUALITY = 0.3
JUDGES_SD_AT_MOST = 1.2
JUDGES_AT_LEAST = 10
CUSTOMERS_AT_LEAST = 3


def situational_findings(test: SituationalTest) -> list[Finding]:
    """Everything that is wrong between the files of a situational test."""
    used = {scenario.section for scenario in test.scenarios}
    findings = header_findings(test.header, languages=tuple(test.locales), used_sections=used)
    findings += _scenario_findings(test)
    for language, words in test.locales.items():
        covered = test.sections_in(language)
        findings += _cover_findings(test, words, language)
        findings += locale_findings(test.header, words, language=language, covered=covered)
        findings += _word_findings(test, words, covered, file=f"locales/{language}.yaml")
    for name, key in test.keys.items():
        findings += [finding.in_file(f"keys/{name}.yaml") for finding in key_findings(test, key)]
    if not test.keys:
        findings.append(
            Finding(
                code="JUDGEMENT_001",
                file=SCENARIOS_FILE,
                message="there is no key.",
                remedy="Add keys/authors.yaml, marked as the authors' own, until a panel has sat.",
            )
        )
    return findings


def _scenario_findings(test: SituationalTest) -> list[Finding]:
    codes = [scenario.code for scenario in test.scenarios]
    options = [option for scenario in test.scenarios for option in scenario.options]
    doubled = [*repeated(codes).values(), *repeated(options).values()]
    findings = [
        Finding(
            code="JUDGEMENT_002",
            file=SCENARIOS_FILE,
            value=code,
            message=f'"{code}" is used twice.',
            remedy="Scenarios and options need codes of their own over the whole test.",
        )
        for code in doubled
    ]
    findings += [
        Finding(
            code="JUDGEMENT_010",
            file=SCENARIOS_FILE,
            pointer=("scenarios", position),
            value=scenario.code,
            message=f'"{scenario.code}" {"is scored without a" if scored else "is practice with a"} dimension.',
            remedy="A scored scenario names its dimensions, a practice one names none.",
        )
        for position, scenario in enumerate(test.scenarios)
        if (scored := _is_scored(test, scenario)) != bool(scenario.dimensions)
    ]
    sections = [section.code for section in test.header.sections]
    return findings + [
        Finding(
            code="INSTRUMENT_015",
            file=SCENARIOS_FILE,
            pointer=("scenarios", position, "section"),
            value=scenario.section,
            message=f'scenario "{scenario.code}" stands in section "{scenario.section}", which does not exist.',
            remedy=did_you_mean(scenario.section, sections),
        )
        for position, scenario in enumerate(test.scenarios)
        if scenario.section not in sections
    ]


def _is_scored(test: SituationalTest, scenario: Scenario) -> bool:
    return any(section.code == scenario.section and section.scored for section in test.header.sections)


def _cover_findings(test: SituationalTest, words: SituationalWords, language: str) -> list[Finding]:
    """A language may cover some sections; the default one covers all, and practice is in every one."""
    sections = {section.code: section.scored for section in test.header.sections}
    file, pointer = f"locales/{language}.yaml", ("covers",)
    findings = [
        Finding(
            code="LOCALE_007",
            file=file,
            pointer=pointer,
            value=code,
            message=f'the language covers section "{code}", which does not exist.',
            remedy=did_you_mean(code, sections),
        )
        for code in words.covers
        if code not in sections
    ]
    if words.covers and language == test.header.default_language:
        message, remedy = (
            "the default language covers some sections only.",
            "Write the rest, or choose another default.",
        )
        findings.append(
            Finding(code="LOCALE_008", file=file, pointer=pointer, value=language, message=message, remedy=remedy)
        )
    findings += [
        Finding(
            code="LOCALE_009",
            file=file,
            pointer=pointer,
            value=code,
            message=f'the language leaves out "{code}", in which takers practise.',
            remedy=f'Add "{code}" to covers, and its words.',
        )
        for code, scored in sections.items()
        if words.covers and not scored and code not in words.covers
    ]
    return findings


def _word_findings(
    test: SituationalTest, words: SituationalWords, covered: Collection[str], *, file: str
) -> list[Finding]:
    needed = [scenario.code for scenario in test.scenarios if scenario.section in covered]
    findings = coverage_findings(file=file, field="scenarios", written=words.scenarios, needed=needed)
    for scenario in test.scenarios:
        if scenario.code in words.scenarios:
            written = words.scenarios[scenario.code].options
            found = coverage_findings(file=file, field="options", written=written, needed=list(scenario.options))
            findings += [_inside(finding, ("scenarios", scenario.code, *finding.pointer)) for finding in found]
    return findings


def _inside(finding: Finding, pointer: tuple[str | int, ...]) -> Finding:
    return replace(finding, pointer=pointer)


def key_findings(test: SituationalTest, key: JudgementKey) -> list[Finding]:
    """What makes a key unusable for this test, or no good key."""
    scored = [scenario for scenario in test.scenarios if test.header.section(scenario.section).scored]
    findings = _key_coverage(scored, key) + _panel_findings(key)
    if findings:
        return findings
    for position, scenario in enumerate(key.scenarios):
        findings += list(_choice_findings(position, scenario))
    for style in sorted({style for scenario in key.scenarios for option in scenario.options for style in option.pole}):
        correlation = pole_quality_correlation(key, style)
        if abs(correlation) > POLE_QUALITY_CORRELATION_AT_MOST:
            findings.append(_same_thing_twice(style, correlation))
    return findings


def _key_coverage(scored: list[Scenario], key: JudgementKey) -> list[Finding]:
    expected = {scenario.code: set(scenario.options) for scenario in scored}
    keyed = {scenario.id: {option.id for option in scenario.options} for scenario in key.scenarios}
    findings = [_keyed_unknown(code, expected) for code in keyed if code not in expected]
    findings += [_not_keyed(code) for code in expected if code not in keyed]
    for code in set(expected) & set(keyed):
        findings += [_keyed_unknown(option, expected[code]) for option in sorted(keyed[code] - expected[code])]
        findings += [_not_keyed(option) for option in sorted(expected[code] - keyed[code])]
    return findings


def _keyed_unknown(code: str, known: dict[str, set[str]] | set[str]) -> Finding:
    return Finding(
        code="JUDGEMENT_003",
        file="",
        pointer=("scenarios",),
        value=code,
        message=f'the key has "{code}", which scenarios.yaml does not score.',
        remedy=did_you_mean(code, known),
    )


def _not_keyed(code: str) -> Finding:
    return Finding(
        code="JUDGEMENT_004",
        file="",
        pointer=("scenarios",),
        value=code,
        message=f'the key says nothing about "{code}".',
        remedy="Add it to the key.",
    )


def _panel_findings(key: JudgementKey) -> list[Finding]:
    panel = key.panel
    options = [option for scenario in key.scenarios for option in scenario.options]
    if panel.kind == "authors":
        claimed = panel.judges or panel.customers or any(option.n or option.sd is not None for option in options)
        message = "a key of the authors' own claims judges."
        remedy = "Write judges: 0, customers: 0, n: 0 and no sd, or name the panel that sat."
    else:
        claimed = panel.judges < JUDGES_AT_LEAST or panel.customers < CUSTOMERS_AT_LEAST
        message = f"a panel of {panel.judges} judges with {panel.customers} customers is too small."
        remedy = f"Ask at least {JUDGES_AT_LEAST} judges, {CUSTOMERS_AT_LEAST} of them customers."
    findings = [
        Finding(
            code="JUDGEMENT_006",
            file="",
            pointer=("scenarios", row, "options", column, "sd"),
            value=f"{option.sd}",
            message=f'the judges disagree on option "{option.id}": SD {option.sd} is above {JUDGES_SD_AT_MOST}.',
            remedy="Reword or drop the option.",
        )
        for row, scenario in enumerate(key.scenarios)
        for column, option in enumerate(scenario.options)
        if option.sd is not None and option.sd > JUDGES_SD_AT_MOST
    ]
    if claimed:
        place = ("panel", "judges")
        findings.append(
            Finding(
                code="JUDGEMENT_005",
                file="",
                pointer=place,
                value=str(panel.judges),
                message=message,
                remedy=remedy,
            )
        )
    return findings


def _choice_findings(position: int, scenario: ScenarioKey) -> Iterator[Finding]:
    styles = sorted({style for option in scenario.options for style in option.pole})
    for style in styles:
        poles = [option.pole.get(style, 0.0) for option in scenario.options]
        if max(poles) < CLEAR_POLE or min(poles) > -CLEAR_POLE:
            yield Finding(
                code="JUDGEMENT_007",
                file="",
                pointer=("scenarios", position, "options"),
                value=str(poles),
                message=f'scenario "{scenario.id}" has no clear option for both poles of {style}.',
                remedy=f"Write one option at {CLEAR_POLE} or above and one at -{CLEAR_POLE} or below.",
            )
    qualities = [option.quality for option in scenario.options]
    if min(qualities) > POOR_QUALITY:
        yield Finding(
            code="JUDGEMENT_008",
            file="",
            pointer=("scenarios", position, "options"),
            value=str(qualities),
            message=f'scenario "{scenario.id}" has no poor option.',
            remedy=f"Write one option of quality {POOR_QUALITY} or below.",
        )


def pole_quality_correlation(key: JudgementKey, style: str) -> float:
    """Correlation of pole and quality over the options of a style's scenarios, centred within scenario."""
    poles: list[float] = []
    qualities: list[float] = []
    for scenario in key.scenarios:
        if any(style in option.pole for option in scenario.options):
            poles += _centred([option.pole.get(style, 0.0) for option in scenario.options])
            qualities += _centred([option.quality for option in scenario.options])
    spread = sqrt(sum(a * a for a in poles) * sum(q * q for q in qualities))
    return sum(a * q for a, q in zip(poles, qualities, strict=True)) / spread if spread > 0 else 0.0


def _centred(values: list[float]) -> list[float]:
    mean = sum(values) / len(values)
    return [value - mean for value in values]


def _same_thing_twice(style: str, correlation: float) -> Finding:
    return Finding(
        code="JUDGEMENT_009",
        file="",
        pointer=("scenarios",),
        value=f"{correlation:.2f}",
        message=f"pole {style} and quality correlate {correlation:.2f} within scenarios.",
        remedy=f"Change options until it lies within ±{POLE_QUALITY_CORRELATION_AT_MOST}: no pole may be the good one.",
    )
