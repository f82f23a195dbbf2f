"""Whether an instrument measures dimensions that its dimension library has."""

from collections.abc import Mapping

from scoring.definitions.exercises import EXERCISE_FILE, Exercise
from scoring.definitions.findings import Finding, did_you_mean
from scoring.definitions.hashing import Instrument
from scoring.definitions.questionnaires import Questionnaire


def dimension_findings(instrument: Instrument, kinds: Mapping[str, str]) -> list[Finding]:
    """Dimensions that the instrument measures and the library does not have, or has as another kind."""
    if isinstance(instrument, Exercise):
        return _exercise_findings(instrument, kinds)
    if not isinstance(instrument, Questionnaire):
        return [
            Finding(
                code="INSTRUMENT_021",
                file="scenarios.yaml",
                pointer=("scenarios", row, "dimensions", column),
                value=dimension,
                message=f'scenario "{scenario.code}" touches "{dimension}", which the dimension library does not have.',
                remedy=did_you_mean(dimension, kinds),
            )
            for row, scenario in enumerate(instrument.scenarios)
            for column, dimension in enumerate(scenario.dimensions)
            if dimension not in kinds
        ]
    return [
        Finding(
            code="INSTRUMENT_021",
            file="scales.yaml",
            pointer=("scales", position, "dimension"),
            value=scale.dimension,
            message=f'scale "{scale.code}" measures {scale.kind} "{scale.dimension}", which the dimension library '
            f"has {'as ' + kinds[scale.dimension] if scale.dimension in kinds else 'not'}.",
            remedy=did_you_mean(scale.dimension, kinds) if scale.dimension not in kinds else "Correct the kind.",
        )
        for position, scale in enumerate(instrument.scales)
        if kinds.get(scale.dimension) != scale.kind
    ]


def _exercise_findings(exercise: Exercise, kinds: Mapping[str, str]) -> list[Finding]:
    findings = []
    for number, block in enumerate(exercise.structure.blocks):
        for place, row in enumerate(block.rows):
            if row.dimension not in kinds:
                message = f'row "{row.code}" marks "{row.dimension}", which the dimension library does not have.'
                remedy = did_you_mean(row.dimension, kinds)
            elif row.mark == "style" and kinds[row.dimension] != "style":
                message = f'row "{row.code}" sets a style mark on "{row.dimension}", a {kinds[row.dimension]}.'
                remedy = "Only a style has a line between two poles; grade the others."
            else:
                continue
            findings.append(
                Finding(
                    code="INSTRUMENT_021",
                    file=EXERCISE_FILE,
                    pointer=("blocks", number, "rows", place, "dimension"),
                    value=row.dimension,
                    message=message,
                    remedy=remedy,
                )
            )
    return findings
