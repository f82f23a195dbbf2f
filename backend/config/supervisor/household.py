"""The children of one supervisor together: kept alive while anything is waited for, stopped in the right order."""

import signal
import tempfile
import time
from collections.abc import Callable, Mapping
from types import FrameType

from backend.config.supervisor.children import Command, Kept, environment_of_children
from backend.config.supervisor.commands import backend_command
from backend.config.supervisor.errors import ServeError, StoppedError
from backend.kernel.orphans import OrphanGuard

TICK = 0.1


def say(line: str) -> None:
    """One line to whoever started us."""
    print(line, flush=True)  # noqa: T201 -- the supervisor talks to a terminal


class Household:
    """Who lives here. Every wait goes through `pause`, so that a signal is heard and the dead are started again."""

    def __init__(self) -> None:
        self.guard = OrphanGuard()
        self.kept: list[Kept] = []
        self._stop_asked = False

    def listen_for_signals(self) -> None:
        """Stop in order on Ctrl-C, on `kill`, and when the terminal closes (unless nohup asked us to outlive it)."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._note_signal)

    def keep(self, child: Kept) -> Kept:
        """Start a child and keep it alive from now on."""
        self.kept.append(child)
        child.start()
        return child

    def pause(self) -> None:
        """One turn of the loop.

        Raises
        ------
        StoppedError : a signal has asked us to stop.
        """
        for child in self.kept:
            child.look_after()
        self.guard.look_after()
        time.sleep(TICK)
        if self._stop_asked:
            raise StoppedError

    def wait(self, condition: Callable[[], bool], complaint: str, *, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                raise ServeError(complaint)
            self.pause()

    def run_to_end(self, *arguments: str, environment: Mapping[str, str]) -> None:
        """Run one of our own commands, its words to the terminal; its failure is ours."""
        command = self._command(arguments, environment)
        self._finish(command, arguments)

    def output_of(self, *arguments: str, environment: Mapping[str, str]) -> str:
        """What one of our own commands prints."""
        with tempfile.NamedTemporaryFile() as output:
            command = self._command(arguments, environment)
            command.output = output.fileno()
            self._finish(command, arguments)
            output.seek(0)
            return output.read().decode()

    def stop(self) -> None:
        """Worker and web server are asked at once and finish what they hold; the database goes last."""
        for child in self.kept:
            if isinstance(child.process, Command):
                child.process.ask_to_stop()
        for child in reversed(self.kept):
            child.process.stop()
        self.guard.close()

    def _command(self, arguments: tuple[str, ...], environment: Mapping[str, str]) -> Command:
        return Command(
            arguments=backend_command(*arguments),
            environment=environment_of_children(environment),
            guard=self.guard,
        )

    def _finish(self, command: Command, arguments: tuple[str, ...]) -> None:
        command.start()
        try:
            while command.is_running():
                self.pause()
        finally:
            command.stop()
        if command.exit_code != 0:
            raise ServeError(f"`python -m backend {' '.join(arguments)}` ended with {command.exit_code}.")

    def _note_signal(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._stop_asked = True
