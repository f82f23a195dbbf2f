"""What the library refuses."""

from collections.abc import Sequence

from backend.kernel.errors import ConflictError, DomainError, FieldError
from scoring.definitions.findings import Finding, pointer_text


class DefinitionRefusedError(DomainError):
    """A definition in which something does not agree: every finding, each at its place in what was sent."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(
            f"The instrument has {len(findings)} {'fault' if len(findings) == 1 else 'faults'}.",
            "Correct every place that is named, and send it again.",
            code="definition_refused",
            errors=[
                FieldError(_place(finding), finding.code.lower(), finding.message, finding.remedy)
                for finding in findings[:200]
            ],
        )


def _place(finding: Finding) -> str:
    # A body has one document for each file: instrument.yaml is "instrument", locales/en.yaml is "locales.en",
    # and the lists of items.yaml, scales.yaml, scenarios.yaml and cases.yaml stand in the body under their own name.
    stem = finding.file.removesuffix(".yaml")
    inside = finding.pointer[1:] if finding.pointer[:1] == (stem,) else finding.pointer
    return pointer_text((*stem.split("/"), *inside))


class NotSatError(DomainError):
    """An exercise where a form is needed: nobody answers it in a sitting."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"{code} is an exercise: raters mark it, nobody answers it in a sitting.",
            "Choose a questionnaire or a situational test, or read the exercise's sheets.",
            "instrument",
            code,
            "not_sat",
        )


class NotRatedError(DomainError):
    """A questionnaire or test where an exercise is needed."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"{code} is no exercise: it has no brief, no actor and no card.",
            "Choose an exercise, or read the instrument's form.",
            "instrument",
            code,
            "not_rated",
        )


class VersionPublishedError(ConflictError):
    def __init__(self, code: str, version: str) -> None:
        super().__init__(
            f"{code} {version} is published already, with other content. What is published never changes.",
            "Give the instrument a higher version.",
            "instrument.version",
            "version_published",
        )


class ModelRefusedError(DomainError):
    """A scoring model that does not belong to the instrument, or claims data it does not have."""

    def __init__(self, message: str, remedy: str, place: str = "model") -> None:
        super().__init__(message, remedy, place, "", "model_refused")


class LadderStepRefusedError(ConflictError):
    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message, remedy, "status", "ladder_step_refused")


class ShortFormCarriesNoCutError(ConflictError):
    """A step of the ladder from which on a cut may rest on the scale, for a scale of a short form."""

    def __init__(self, code: str, version: str, long: str) -> None:
        super().__init__(
            f"{code} {version} is a short form of {long}: too few items for anything to be decided by its scales.",
            f"Leave the scale at piloted, and give {long} where a cut, a verdict or an order is needed.",
            "status",
            "short_form_carries_no_cut",
        )


class UnknownUnitError(DomainError):
    def __init__(self, unit: str, known: str) -> None:
        super().__init__(f'The instrument has no unit "{unit}".', f"Its units are: {known}.", "unit", unit, "unknown")
