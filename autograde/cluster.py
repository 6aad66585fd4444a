"""The same jobs on a Dask cluster: a department's machines in place of this one's processes.

    with Cluster("tcp://scheduler:8786", settings.open_store()) as pool:
        for name, result in finished(pool, jobs):
            ...

Workers need this project, installed from the same lock; each is asked before it gets a job. Dask runs a lost
worker's jobs again, and gives up a job that has ended several workers. Results and what is to be stored come
back here: workers need no folder in common, and write into none.
"""

from __future__ import annotations

import hashlib
import pickle
from asyncio import CancelledError
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from types import TracebackType
from typing import Any, Self

from distributed import Client, KilledWorker
from distributed.client import ClosedClientError, FutureCancelledError
from distributed.scheduler import NoValidWorkerError, NoWorkerError

from autograde import versions
from autograde.bundle import answers_key, verdict_key
from autograde.errors import NeedsPerson
from autograde.instructor import is_test
from autograde.job import Job, Result
from autograde.kernel import MachineFailure
from autograde.store import Carried, Kind, Store
from autograde.versions import environment, packages

_CONNECT_SECONDS = 10
GPU = "GPU"  # the resource that a worker with a card offers: `dask worker --resources "GPU=1"`


class Cluster:
    """A running cluster.

    Args:
        address: of its scheduler, `tcp://host:port`.
        store: of results; None for none.

    Raises:
        NeedsPerson: there is no scheduler, no worker, or a worker with another environment.
    """

    def __init__(self, address: str, store: Store | None) -> None:
        try:
            client: Any = Client  # untyped
            self._client = client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise NeedsPerson(
                f"No Dask scheduler answers at {address} ({error}): start one (docs/cluster.md), or mend the "
                "address."
            ) from error
        self._address = address
        self._store = store
        self._files: dict[str, Any] = {}
        try:
            self.slots = self._agreeing_slots()
        except BaseException:
            self._client.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()  # what it was still to run is forgotten with it

    def _agreeing_slots(self) -> int:
        """Return how many jobs the workers can run at a time, all of them being as this machine is."""
        workers = self._client.scheduler_info(n_workers=-1)["workers"]
        if not workers:
            raise NeedsPerson(
                f"{self._address} has no worker: start some (docs/cluster.md) and run this again."
            )
        ours = packages()
        for worker, theirs in self._client.run(versions.packages, on_error="return").items():
            if isinstance(theirs, Exception):  # it has no module of that name, or has left meanwhile
                raise NeedsPerson(
                    f"The worker {worker} can't say what it has ({theirs}): install this project there, from "
                    "the same requirements.lock, and run this again."
                ) from theirs
            if different := sorted(set(theirs.items()) ^ set(ours.items())):
                listed = ", ".join(f"{name} {version}" for name, version in different[:4])
                raise NeedsPerson(
                    f"The worker {worker} is not as this machine ({listed}): install it from the same "
                    "requirements.lock and run this again."
                )
        return sum(worker["nthreads"] for worker in workers.values())

    def _has_gpu(self) -> bool:
        """Say whether a worker offers a card now; a job that waits for one would else wait for ever."""
        told = self._client.scheduler_info(n_workers=-1)  # of a scheduler that has gone it is empty
        return any(worker.get("resources", {}).get(GPU) for worker in told.get("workers", {}).values())

    def submit(self, job: Job) -> Future[Result]:
        """Begin a job.

        Raises:
            NeedsPerson: the scheduler has gone.
        """
        future: Future[Result] = Future()
        future.set_running_or_notify_cancel()
        with self._while_it_is_there():
            self._begin(job, future, card=job.gpu and self._has_gpu())
        return future

    def _begin(self, job: Job, future: Future[Result], *, card: bool) -> None:
        remote = self._client.submit(
            _run,
            replace(job, course_files={}),
            self._course_files(job),
            environment(),
            self._known(job),
            pure=False,
            resources={GPU: 1} if card else None,
        )
        remote.add_done_callback(self._handing_over(job, future))

    @contextmanager
    def _while_it_is_there(self) -> Iterator[None]:
        """Say of what goes wrong in this block, where only Dask is asked, that the scheduler has gone.

        Raises:
            NeedsPerson: it has.
        """
        try:
            # What is sent while Dask looks for it has nobody to answer if it does not come back.
            if self._client.status != "running":
                raise ClosedClientError("the connection is lost")
            yield
        except (CancelledError, FutureCancelledError, ClosedClientError, OSError) as error:
            raise NeedsPerson(
                f"The Dask scheduler at {self._address} has gone ({error}). What is graded stays: start it "
                "and run this again."
            ) from error

    def restart(self) -> None:
        """Nothing to do: Dask has started the worker anew, or the others do its work."""

    def _course_files(self, job: Job) -> Any:
        """Return the course's files as data of the cluster: sent once, and kept by the workers."""
        digest = hashlib.sha256()
        for name, content in sorted(job.course_files.items()):
            digest.update(f"{name}\0".encode() + hashlib.sha256(content).digest())
        key = digest.hexdigest()
        if key not in self._files:
            # A task's result is made anew when its worker is lost. Of scattered data Dask soon keeps one copy
            # (even of what was broadcast), and that would go with its worker.
            packed = pickle.dumps(dict(job.course_files))
            self._files[key] = self._client.submit(pickle.loads, packed, key=f"course-files-{key}")
        return self._files[key]

    def _known(self, job: Job) -> dict[tuple[Kind, str], bytes]:
        """Return what the store holds for a job."""
        if self._store is None:
            return {}
        key = answers_key(job)
        packed = self._store.get("answers", key)
        if packed is None:
            return {}
        found: dict[tuple[Kind, str], bytes] = {("answers", key): packed}
        for index, cell in enumerate(job.notebook.cells):
            if is_test(cell):
                key = verdict_key(job, index, packed)
                if (verdict := self._store.get("verdicts", key)) is not None:
                    found["verdicts", key] = verdict
        return found

    def _handing_over(self, job: Job, future: Future[Result]) -> Callable[[Any], None]:
        def hand_over(remote: Any) -> None:
            try:
                with self._while_it_is_there():
                    try:
                        result, new = remote.result()
                    except NoValidWorkerError:  # what offered a card has left; see docs/cluster.md
                        self._begin(job, future, card=False)
                        return
                self._keep(new)  # here the disk is this machine's, and says so itself
                future.set_result(result)
            except KilledWorker as error:
                future.set_exception(MachineFailure(f"it was set aside: {error}"))
            except NoWorkerError as error:
                future.set_exception(
                    NeedsPerson(
                        f"{self._address} has no worker any longer ({error}). What is graded stays: start "
                        "some and run this again."
                    )
                )
            except BaseException as error:
                future.set_exception(error)

        return hand_over

    def _keep(self, new: Mapping[tuple[Kind, str], bytes]) -> None:
        if self._store is not None:
            for (kind, key), content in new.items():
                self._store.put(kind, key, content)


def _run(
    job: Job, course_files: dict[str, bytes], expected: str, known: dict[tuple[Kind, str], bytes]
) -> tuple[Result, dict[tuple[Kind, str], bytes]]:
    """On a worker: run a job, and return with its result what is to be stored."""
    from autograde.engine import run

    if environment() != expected:  # it came when the others had been asked already
        raise MachineFailure("a worker has other packages than the machine that grades")
    carried = Carried(known)
    return run(replace(job, course_files=course_files), carried), carried.new
