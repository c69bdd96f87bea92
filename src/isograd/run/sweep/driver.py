"""Which campaign runs where, and what becomes of the evidence that comes back.

Records reach the driver's store as they come, so a node that dies takes no finished cell with it.
Its campaign is begun anew on another node as a run of its own: what was proven is taken over where
it holds on that machine, and timing starts from nothing, since no ratio may be formed over launches
of two machines.
"""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from isograd import __version__
from isograd.errors import IsogradError, UsageError
from isograd.evidence import bundle
from isograd.evidence.document import comparison
from isograd.evidence.model import RunState
from isograd.evidence.store import Store
from isograd.i18n import language, text
from isograd.run.sweep.cluster import Cluster, End, Node
from isograd.run.sweep.documents import Swept, SweptState
from isograd.run.sweep.orders import Ended, Line, News, Order, Records, Waiting

ATTEMPTS = 3  # a campaign that brings its nodes down must not bring all of them down
PATIENCE_SECONDS = 60.0  # without any node: one may be on its way
STOP_SECONDS = 45.0  # longer than a node gives its campaign

# Tells of (what, fields): one of the texts sweep.tell_<what>.
Tell = Callable[..., None]


@dataclass
class Campaign:
    """One ``isograd compare`` that a sweep consists of."""

    task: str
    options: tuple[str, ...]  # all of compare's
    number: int
    apart: str = ""  # those that tell it from the others of its task
    attempts: int = 0
    lost: list[str] = field(default_factory=list)  # runs of nodes that died, oldest first

    @property
    def name(self) -> str:
        """As it is shown."""
        return f"{self.task} {self.apart}".rstrip()


@dataclass
class _Attempt:
    campaign: Campaign
    node: Node
    name: str  # of the node, as it is shown
    run: str = ""
    state: RunState = "interrupted"
    ended: Ended | None = None


class Sweep:
    """Carries campaigns out; `run` once. ``measures``: anything is timed, so that a machine takes
    one campaign at a time, however many nodes it holds."""

    def __init__(
        self,
        cluster: Cluster,
        store: Store,
        campaigns: Sequence[Campaign],
        tell: Tell,
        *,
        measures: bool = True,
        gpu: bool = False,
        poll: float = 0.5,
    ) -> None:
        self._cluster, self._store, self._tell = cluster, store, tell
        self._waiting = list(campaigns)
        self._measures, self._gpu, self._poll = measures, gpu, poll
        self._active: dict[str, _Attempt] = {}
        self._suspect: set[str] = set()  # nodes that lost a campaign
        self._done: dict[int, Swept] = {}
        self._deserted: float | None = None  # since when there is no node
        self._stopping = False
        self.asked = False

    def run(self) -> list[Swept]:
        """What became of every campaign, in their order.

        Whatever ends it early first ends all campaigns, and what they had finished is kept;
        `KeyboardInterrupt` after `ask_to_stop`.
        """
        try:
            while self._waiting or self._active:
                if self.asked:
                    raise KeyboardInterrupt
                self._assign()
                self._listen()
                time.sleep(self._poll)
        except BaseException:
            self._stop()
            raise
        return [self._done[number] for number in sorted(self._done)]

    def ask_to_stop(self) -> None:
        """To be called by the handler of a signal, which must not raise: records that are on their
        way into the store would be lost."""
        self.asked = True

    # --- where ------------------------------------------------------------------------------

    def _assign(self) -> None:
        if not self._waiting:
            return
        nodes = [node for node in self._cluster.nodes() if node.gpus or not self._gpu]
        if nodes or self._active:
            self._deserted = None
        elif self._deserted is None:
            self._deserted = time.monotonic()
            self._tell("no_node", seconds=round(PATIENCE_SECONDS))
        elif time.monotonic() - self._deserted > PATIENCE_SECONDS:
            while self._waiting:
                campaign = self._waiting.pop(0)
                self._conclude(campaign, "lost", 3, text("sweep.no_node_left"))
            return
        hosts = Counter(node.machine for node in nodes)
        for node in self._free(nodes):
            if not self._waiting:
                return
            if self._taken(node):
                continue
            # A host name alone would not tell two nodes of one machine apart.
            name = node.machine if hosts[node.machine] == 1 else f"{node.machine}:{node.id[:6]}"
            self._begin(self._waiting.pop(0), node, name)

    def _free(self, nodes: Sequence[Node]) -> list[Node]:
        """Nodes that have lost a campaign are asked only where there is no other."""
        return [node for node in nodes if node.id not in self._suspect] or list(nodes)

    def _taken(self, node: Node) -> bool:
        return any(
            node.id == attempt.node.id or (self._measures and node.machine == attempt.node.machine)
            for attempt in self._active.values()
        )

    def _begin(self, campaign: Campaign, node: Node, name: str) -> None:
        campaign.attempts += 1
        proofs_of = campaign.lost[-1] if campaign.lost else ""
        order = Order(
            key=f"{campaign.number}.{campaign.attempts}",
            arguments=(campaign.task, *campaign.options),
            version=__version__,
            language=language(),
            machine="" if self._cluster.local else node.machine,
            measures=self._measures,
            proofs=bundle.pack(self._store.content(proofs_of)) if proofs_of else b"",
            proofs_of=proofs_of,
        )
        self._active[order.key] = _Attempt(campaign, node, name)
        self._cluster.start(order, node, gpu=self._gpu)
        self._tell("begin", task=campaign.name, node=name)

    # --- what comes back --------------------------------------------------------------------

    def _listen(self) -> None:
        ended = self._cluster.ended()
        # Asked after that: what a task sent before its end is there by now.
        for key, news in self._cluster.take():
            if key in self._active:
                self._hear(self._active[key], news)
        for end in ended:
            self._end(self._active.pop(end.key), end)

    def _hear(self, attempt: _Attempt, news: News) -> None:
        said = {"task": attempt.campaign.name, "node": attempt.name}
        if isinstance(news, Line):
            if not self._stopping:  # then they tell how to go on, which is not possible from here
                self._tell("line", line=news.text, **said)
        elif isinstance(news, Waiting):
            self._tell("waiting", **said)
        elif isinstance(news, Records):
            self._keep(attempt, news.bundle)
        else:
            attempt.ended = news

    def _keep(self, attempt: _Attempt, data: bytes) -> None:
        content = bundle.read(Path(attempt.name), data)
        run = content.run["id"]
        if not attempt.run and any(known.id == run for known in self._store.runs()):
            raise UsageError(text("runs.import_other", run=run))
        self._store.import_run(content, more=True, begun=bool(attempt.run))
        attempt.run, attempt.state = run, content.run["state"]

    def _end(self, attempt: _Attempt, end: End) -> None:
        campaign = attempt.campaign
        if attempt.run:
            # Complete only by its own word: a node that dies leaves an interrupted run.
            self._store.finish(attempt.run, attempt.state)
        if attempt.ended is None and end.lost:
            self._lose(attempt, end.why)
            return
        # A campaign that ended by itself did so whatever became of its node afterwards.
        ended = attempt.ended or Ended(1, end.why)
        complete = ended.code in (0, 4) and attempt.state == "complete"
        state: SweptState = "complete" if complete else "failed"
        if ended.code == 130:
            state = "interrupted"
        self._conclude(campaign, state, ended.code, ended.why, attempt)

    def _lose(self, attempt: _Attempt, why: str) -> None:
        campaign = attempt.campaign
        self._suspect.add(attempt.node.id)
        kept = 0
        if attempt.run:
            campaign.lost.append(attempt.run)
            cells = comparison(self._store, attempt.run).cells
            kept = sum(cell.reason_code != "not_run" for cell in cells)
        said = {"task": campaign.name, "node": attempt.name, "why": why}
        self._tell("lost", cells=kept, run=attempt.run or "—", **said)
        if campaign.attempts < ATTEMPTS and not self._stopping:
            self._waiting.insert(0, campaign)
        else:
            reason = text("sweep.lost_often", attempts=campaign.attempts, why=why)
            self._conclude(campaign, "lost", 3, reason, attempt)

    def _conclude(
        self,
        campaign: Campaign,
        state: SweptState,
        code: int,
        why: str,
        attempt: _Attempt | None = None,
    ) -> None:
        run = attempt.run if attempt is not None else ""
        cells = comparison(self._store, run).cells if run else []
        self._done[campaign.number] = Swept(
            task=campaign.task,
            options=list(campaign.options),
            state=state,
            exit_code=code,
            why=why,
            node=attempt.name if attempt is not None else "",
            run=run,
            lost_runs=[lost for lost in campaign.lost if lost != run],
            cells=dict(Counter(cell.status for cell in cells)),
        )
        node = attempt.name if attempt is not None else "—"
        said = {"task": campaign.name, "node": node, "run": run or "—", "why": why}
        self._tell(f"end_{state}", **said)

    # --- the end ----------------------------------------------------------------------------

    def _stop(self) -> None:
        """End all campaigns, and keep what they had finished."""
        self._waiting.clear()
        self._stopping = True
        try:
            if self._active:
                self._tell("stopping", count=len(self._active))
                self._cluster.stop()
            deadline = time.monotonic() + STOP_SECONDS
            while self._active and time.monotonic() < deadline:
                self._listen()
                time.sleep(self._poll)
        finally:
            for attempt in self._active.values():
                if attempt.run:
                    with suppress(IsogradError):
                        self._store.finish(attempt.run, "interrupted")
