"""The only module that speaks to Ray, which is imported when a sweep connects.

A campaign is a plain task that is tied to one node and asks for all of its CPUs, so that nothing
else of the cluster runs beside what is measured. What it finds goes into a mailbox, an actor on the
head node, from which the driver takes it: that works through Ray Client too, and what the mailbox
has acknowledged outlives the node that sent it.
"""

import os
import shutil
import signal
import socket
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from isograd.errors import EnvironmentSetupError
from isograd.i18n import text
from isograd.run.sweep.orders import News, Order

_HEAD = "node:__internal_head__"  # a resource that the head node has, and no other
_CHOSEN = "isograd"  # a resource: where any node has it, only those that have it serve
_CPU, _GPU = "CPU", "GPU"
_KNOCK_SECONDS = 10.0
_ATTEMPTS = 3  # to join a cluster


@dataclass(frozen=True)
class Node:
    """A node that may take a campaign."""

    id: str
    machine: str  # host name
    cpus: float
    gpus: float = 0.0


@dataclass(frozen=True)
class End:
    """A task that is over, and why where it failed: because its node did (``lost``), or by
    itself."""

    key: str
    lost: bool = False
    why: str = ""


class Cluster(Protocol):
    """What the driver needs."""

    local: bool  # this machine alone

    def nodes(self) -> list[Node]: ...
    def start(self, order: Order, node: Node, *, gpu: bool) -> None: ...
    def take(self) -> list[tuple[str, News]]: ...
    def ended(self) -> list[End]: ...
    def stop(self) -> None: ...
    def close(self) -> None: ...


class Mailbox:
    """Where news lie until the driver takes them."""

    def __init__(self) -> None:
        self._news: list[tuple[str, News]] = []
        self._stopped = False

    def put(self, key: str, news: Sequence[News]) -> bool:
        """Keep the news of a campaign; False when it is to end."""
        self._news += [(key, one) for one in news]
        return not self._stopped

    def take(self) -> list[tuple[str, News]]:
        taken, self._news = self._news, []
        return taken

    def stop(self) -> None:
        self._stopped = True


def work(order: Order, mailbox: Any) -> None:
    """The task: one campaign on the node where it runs."""
    import ray

    from isograd.run.sweep.node import carry_out

    def send(news: Sequence[News]) -> bool:
        return bool(ray.get(mailbox.put.remote(order.key, list(news))))

    carry_out(order, send)


class RayCluster:
    """A connection to a cluster; `close` it."""

    def __init__(self, on: str) -> None:
        try:
            import ray
        except ImportError:
            raise EnvironmentSetupError(
                text("sweep.no_ray"), hint="pip install 'isograd[ray]'"
            ) from None
        self._ray = ray
        self.local = on == "local"
        self._folder: Path | None = None
        self._tasks: dict[Any, str] = {}
        self._connect(on)
        try:
            actor = ray.remote(num_cpus=0, max_restarts=0)(Mailbox)
            self._mailbox = actor.options(resources={_HEAD: 0.001}).remote()
            self._work = ray.remote(max_retries=0)(work)
            ray.get(self._mailbox.take.remote(), timeout=60)
        except Exception as error:
            self.close()
            raise _unusable(on, error) from error

    def _connect(self, on: str) -> None:
        from isograd.run.fingerprint import allowed_cpus

        quiet = {"log_to_driver": False, "logging_level": "ERROR"}
        handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            if self.local:
                # Read by the processes that are started here; the first: no word to Ray's makers.
                os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
                os.environ["RAY_worker_niceness"] = "0"
                # Not the user's own, which may be too long for the name of a socket.
                self._folder = Path(tempfile.mkdtemp(prefix="isograd-ray-", dir="/tmp"))
                self._ray.init(
                    "local",
                    num_cpus=len(allowed_cpus()),
                    include_dashboard=False,
                    object_store_memory=100 * 2**20,
                    _temp_dir=str(self._folder),
                    **quiet,
                )
            else:
                _knock(on)  # Ray itself would try for minutes
                with warnings.catch_warnings(action="ignore"):  # the error says it as well
                    self._join(on, quiet)
        except Exception as error:  # Ray raises a different one for each of its ways to fail
            self.close()
            raise _unusable(on, error) from error
        finally:  # Ray puts its own in their place, which end the process without a word
            for number, handler in handlers.items():
                signal.signal(number, handler)

    def _join(self, on: str, quiet: dict[str, Any]) -> None:
        """Connect. A busy head node gives up a client whose server process is slow to start, and
        has one ready the next time (ray.util.client.server.proxier)."""
        for left in reversed(range(_ATTEMPTS)):
            try:
                self._ray.init(on, **quiet)
                return
            except ConnectionAbortedError:
                self._ray.shutdown()
                if not left:
                    raise

    def nodes(self) -> list[Node]:
        """Those that are alive and may be used."""
        with self._reached():
            alive = [one for one in self._ray.nodes() if one["Alive"]]
        chosen = [one for one in alive if one["Resources"].get(_CHOSEN)] or alive
        return [
            Node(
                one["NodeID"],
                one["NodeManagerHostname"],
                one["Resources"][_CPU],
                one["Resources"].get(_GPU, 0.0),
            )
            for one in chosen
            if one["Resources"].get(_CPU, 0) >= 1
        ]

    def start(self, order: Order, node: Node, *, gpu: bool) -> None:
        """Begin the campaign there, as soon as nothing else runs there."""
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

        task = self._work.options(
            num_cpus=node.cpus,
            num_gpus=node.gpus if gpu else 0,
            scheduling_strategy=NodeAffinitySchedulingStrategy(node.id, soft=False),
        )
        with self._reached():
            self._tasks[task.remote(order, self._mailbox)] = order.key

    def take(self) -> list[tuple[str, News]]:
        """What has come since the last call, by the orders' keys."""
        with self._reached():
            news: list[tuple[str, News]] = self._ray.get(self._mailbox.take.remote())
        return news

    def ended(self) -> list[End]:
        """The tasks that are over, each told once. What they sent can be taken by then."""
        if not self._tasks:
            return []
        with self._reached():
            ready, _ = self._ray.wait([*self._tasks], num_returns=len(self._tasks), timeout=0)
        return [self._end(self._tasks.pop(reference), reference) for reference in ready]

    def _end(self, key: str, reference: Any) -> End:
        with self._reached():
            try:
                self._ray.get(reference)
            except self._ray.exceptions.RayTaskError as error:
                return End(key, why=_line(error.cause))
            except self._ray.exceptions.RayError as error:
                return End(key, lost=True, why=_line(error))
        return End(key)

    @contextmanager
    def _reached(self) -> Iterator[None]:
        """Turn what Ray raises where the head node is gone into an error of ours."""
        try:
            yield
        except Exception as error:  # a bare one from Ray Client, among others
            raise EnvironmentSetupError(
                text("sweep.gone", why=_line(error)), hint=text("sweep.gone_hint")
            ) from error

    def stop(self) -> None:
        """Ask all campaigns to end; they tell when they have."""
        with self._reached():
            self._ray.get(self._mailbox.stop.remote())

    def close(self) -> None:
        """Leave the cluster, and with it end what still runs there for us."""
        self._ray.shutdown()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


def _knock(on: str) -> None:
    """Raise `OSError` at once where nobody listens at that address."""
    host, _, port = on.removeprefix("ray://").rpartition(":")
    socket.create_connection((host, int(port)), timeout=_KNOCK_SECONDS).close()


def _unusable(on: str, error: Exception) -> EnvironmentSetupError:
    return EnvironmentSetupError(
        text("sweep.no_cluster", on=on, why=_line(error)),
        hint=text("sweep.no_cluster_hint"),
    )


def _line(error: BaseException) -> str:
    """The first line that says something."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__
