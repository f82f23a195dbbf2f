"""Heavy computing on other machines: the engine's `Executor` port over a Dask cluster.

The engine does not know this module; it is handed in by its path (`--executor backend.kernel.clusters:dask_executor`).
The cluster runs the same release as we do: functions travel by their names.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TypeVar

from scoring.errors import UsageError

Chunk = TypeVar("Chunk")
Result = TypeVar("Result")

ADDRESS = "ONCULTURE_DASK_SCHEDULER"
SECONDS_TO_CONNECT = 10


class DaskExecutor:
    """Runs chunks on the workers of a scheduler; results come back in the order of the chunks.

    Chunks of a worker that dies are run again on another (three times, unless the scheduler's `allowed-failures` says
    otherwise). Random numbers belong to the chunk, so where it runs, and how often, changes no byte.
    """

    def __init__(self, address: str) -> None:
        self.address = address

    def map(self, function: Callable[[Chunk], Result], chunks: Iterable[Chunk]) -> list[Result]:
        """The results, in the order of the chunks.

        Raises
        ------
        UsageError : no scheduler answers at the address.
        """
        from distributed import Client  # optional (requirements/cluster.txt), and slow to import

        try:
            client = Client(self.address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
        except (OSError, ValueError) as problem:
            raise UsageError(
                f"No Dask scheduler answers: {problem}.",
                place=ADDRESS,
                value=self.address,
                remedy="Start `dask scheduler` and give its address, as in tcp://10.0.0.1:8786.",
            ) from None
        with client:
            # not pure: equal chunks are different work, and nothing may be answered from an earlier run
            waiting = client.map(function, list(chunks), pure=False)
            return list(client.gather(waiting))


def dask_executor() -> DaskExecutor:
    """The executor for the scheduler that `ONCULTURE_DASK_SCHEDULER` names.

    Raises
    ------
    UsageError : no address is set.
    """
    address = os.environ.get(ADDRESS, "")
    if not address:
        raise UsageError(
            "No Dask scheduler is named.",
            place=ADDRESS,
            remedy=f"Set {ADDRESS} to its address, as in tcp://10.0.0.1:8786.",
        )
    return DaskExecutor(address)
