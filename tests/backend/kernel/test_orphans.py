"""No child outlives its parent, however the parent ends."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.factories.served import is_alive, wait_until

ROOT = Path(__file__).resolve().parents[3]
PARENT = """
    import subprocess, sys, time
    from backend.kernel.orphans import OrphanGuard
    guard = OrphanGuard()
    children = [subprocess.Popen(["sleep", "600"], start_new_session=True) for _ in range(3)]
    for child in children:
        guard.watch(child.pid)
    if {kill_guard}:
        guard._process.kill(); guard._process.wait()
    children[2].kill(); children[2].wait(); guard.release(children[2].pid)
    print(*[child.pid for child in children], flush=True)
    time.sleep(600)
"""


@pytest.mark.parametrize("kill_guard", [False, True])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_children_end_when_their_parent_is_killed(number: int, kill_guard: bool) -> None:
    program = textwrap.dedent(PARENT.format(kill_guard=kill_guard))
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        children = [int(pid) for pid in parent.stdout.readline().split()]
        assert [is_alive(pid) for pid in children] == [True, True, False]

        os.kill(parent.pid, number)
        parent.wait()

        wait_until(lambda: not any(is_alive(pid) for pid in children), seconds=10)
