"""What calibration refuses."""

from collections.abc import Sequence

from backend.kernel.errors import ConflictError, DomainError, FieldError


class SampleRefusedError(DomainError):
    """Answers of which no sample can be made."""

    def __init__(self, message: str, remedy: str, place: str = "sample") -> None:
        super().__init__(message, remedy, place, "", "sample_refused")


class MixedPopulationsError(ConflictError):
    """Applicants and incumbents would stand in one group, or one person in both."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message, remedy, "population", "mixed_populations")


class NormsRefusedError(DomainError):
    """People of whom no norm group can be made."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message, remedy, "sample_id", "", "norms_refused")


class BundleRefusedError(DomainError):
    """A pool bundle that may not leave, or cannot come in; nothing was stored."""

    def __init__(self, place: str, message: str, remedy: str) -> None:
        super().__init__(message, remedy, place, "", "bundle_refused")


class BundleKnownError(ConflictError):
    """The same people would count twice."""

    def __init__(self, bundle_hash: str) -> None:
        super().__init__(
            f"The bundle {bundle_hash[:12]} is here already: its people would count twice.",
            "Nothing needs to be done.",
            "content",
            "bundle_known",
        )


class AnotherRunIsOpenError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "This instrument is being calibrated already.",
            "Wait for that run to end, or cancel it.",
            "sample_id",
            "another_run_is_open",
        )


class RunNotOpenError(ConflictError):
    def __init__(self, status: str) -> None:
        super().__init__(f"The run is {status}.", "Nothing is left to cancel.", "status", "run_not_open")


class RunNotDoneError(ConflictError):
    def __init__(self, status: str) -> None:
        super().__init__(
            f"The run is {status}: it has no figures.", "Wait for it to end, or calibrate again.", "run", "run_not_done"
        )


class GatesNotPassedError(DomainError):
    """A promotion that figures do not allow: every gate that stops it, with its figure and its limit."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        super().__init__(
            "Not every gate is passed.",
            "Read the gates: each says by how much, and how many more answers would let it be judged.",
            code="gates_not_passed",
            status=409,
            errors=list(errors),
        )


class SimulatedSampleError(ConflictError):
    def __init__(self, simulated: int) -> None:
        super().__init__(
            f"The sample holds {simulated} simulated answers. Not one may stand behind a promotion.",
            "Collect real answers.",
            "run",
            "simulated_sample",
        )
