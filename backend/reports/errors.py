"""What reports refuse."""

from backend.kernel.errors import NotFoundError


class ReportNotReadyError(NotFoundError):
    def __init__(self) -> None:
        super().__init__("The report is not ready: the answers have not been scored yet.", "sitting")
        self.code = "report_not_ready"
        self.remedy = "Come back in a few minutes."
