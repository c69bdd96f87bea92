"""A sweep without Ray: which campaign goes where, and what becomes of the evidence."""

import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
import evidence_sample
import pytest
from click.testing import CliRunner

from isograd import __version__
from isograd.cli import sweep as verb
from isograd.errors import EnvironmentSetupError, UsageError
from isograd.evidence import bundle
from isograd.evidence.store import Store
from isograd.i18n import text
from isograd.run.sweep import driver, node
from isograd.run.sweep.cluster import End, Mailbox, Node, RayCluster
from isograd.run.sweep.driver import Campaign, Sweep
from isograd.run.sweep.orders import Ended, Line, News, Order, Records, Waiting

ONE, TWO, OTHER = Node("1a", "one", 2.0), Node("1b", "one", 2.0), Node("2a", "two", 2.0)
DIES = End("", lost=True, why="the node died")


@dataclass
class FakeCluster:
    """Carries nothing out: ``script`` says what an attempt sends, and how its task ends."""

    here: list[Node]
    script: Callable[[Order, Node], tuple[list[News], End]]
    local: bool = False
    patient: bool = False  # tasks go on until they are stopped
    started: list[tuple[Order, Node]] = field(default_factory=list)
    running: list[tuple[str, list[News], End]] = field(default_factory=list)
    together: int = 0  # most campaigns at a time
    stopped: bool = False

    def nodes(self) -> list[Node]:
        return self.here

    def start(self, order: Order, node: Node, *, gpu: bool) -> None:
        news, end = self.script(order, node)
        self.started.append((order, node))
        self.running.append((order.key, news, End(order.key, end.lost, end.why)))
        self.together = max(self.together, len(self.running))

    def take(self) -> list[tuple[str, News]]:
        return [(key, one) for key, news, _ in self.running for one in _emptied(news)]

    def ended(self) -> list[End]:
        if self.patient and not self.stopped:
            return []
        over = [end for _, news, end in self.running if not news]
        self.running = [one for one in self.running if one[1]]
        return over

    def stop(self) -> None:
        self.stopped = True
        for _, news, _ in self.running:
            news.append(Ended(130))

    def close(self) -> None:
        raise AssertionError("who connects closes")


def _emptied(news: list[News]) -> list[News]:
    taken = list(news)
    news.clear()
    return taken


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "driver.sqlite") as made:
        yield made


@pytest.fixture
def remote(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "node.sqlite") as made:
        yield made


def fine(order: Order, node: Node) -> tuple[list[News], End]:
    return [Ended(0)], End("")


def swept(
    cluster: FakeCluster, store: Store, count: int = 1, *, measures: bool = True
) -> tuple[list[Any], list[tuple[str, dict[str, Any]]]]:
    """The results, and all that was told."""
    told: list[tuple[str, dict[str, Any]]] = []
    campaigns = [Campaign("linear-regression", (), number) for number in range(count)]
    made = Sweep(
        cluster,
        store,
        campaigns,
        lambda what, **fields: told.append((what, fields)),
        measures=measures,
        poll=0.0,
    )
    return made.run(), told


# --- where ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("measures", "together"), [(True, 2), (False, 3)])
def test_a_machine_measures_one_campaign_at_a_time(
    store: Store, measures: bool, together: int
) -> None:
    cluster = FakeCluster([ONE, TWO, OTHER], fine)
    swept(cluster, store, 6, measures=measures)
    assert (together, 6) == (cluster.together, len(cluster.started))


def test_the_machine_has_a_name_in_the_evidence_unless_it_is_this_one(store: Store) -> None:
    for local, name in ((False, "two"), (True, "")):
        cluster = FakeCluster([OTHER], fine, local)
        swept(cluster, store)
        assert [name] == [order.machine for order, _ in cluster.started]


def test_without_any_node_nobody_waits_for_ever(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "PATIENCE_SECONDS", 0.0)
    found, _ = swept(FakeCluster([], fine), store, 2)
    assert [("lost", 3, text("sweep.no_node_left"))] * 2 == [
        (one.state, one.exit_code, one.why) for one in found
    ]


# --- a node that dies -------------------------------------------------------------------------


def test_a_lost_campaign_goes_to_another_node_with_what_was_proven(
    store: Store, remote: Store
) -> None:
    run, records = evidence_sample.fill(remote)

    def script(order: Order, node: Node) -> tuple[list[News], End]:
        if node is ONE:
            return [Records(bundle.pack(remote.content(run, running=True)))], DIES
        return fine(order, node)

    cluster = FakeCluster([ONE, OTHER], script)
    found, told = swept(cluster, store)
    assert [ONE, OTHER] == [node for _, node in cluster.started]
    assert ["0.1", "0.2"] == [order.key for order, _ in cluster.started]
    again = cluster.started[1][0]
    assert run == again.proofs_of
    assert records == [store.record(one["id"]) for one in bundle.read(Path("x"), again.proofs)[1]]
    assert [run] == found[0].lost_runs
    assert ("interrupted", True) == (store.summary(run).state, store.summary(run).imported)
    lost = dict(told)["lost"]
    assert (1, run, "the node died") == (lost["cells"], lost["run"], lost["why"])


def test_a_campaign_that_brings_nodes_down_is_given_up(store: Store) -> None:
    cluster = FakeCluster([ONE, OTHER], lambda order, node: ([], DIES))
    found, _ = swept(cluster, store)
    assert driver.ATTEMPTS == len(cluster.started)
    assert ("lost", 3) == (found[0].state, found[0].exit_code)
    assert "the node died" in found[0].why


def test_one_that_had_ended_before_its_node_died_is_not_repeated(store: Store) -> None:
    cluster = FakeCluster([ONE, OTHER], lambda order, node: ([Ended(4)], DIES))
    found, _ = swept(cluster, store)
    assert (1, 4) == (len(cluster.started), found[0].exit_code)


def test_a_task_that_fails_by_itself_is_not_repeated(store: Store) -> None:
    failed = End("", why="ModuleNotFoundError: No module named 'isograd'")
    cluster = FakeCluster([ONE, OTHER], lambda order, node: ([], failed))
    found, _ = swept(cluster, store)
    assert 1 == len(cluster.started)
    assert [("failed", 1, failed.why)] == [(one.state, one.exit_code, one.why) for one in found]


# --- the evidence -----------------------------------------------------------------------------


def test_records_come_home_as_they_are(store: Store, remote: Store) -> None:
    run, _ = evidence_sample.fill(remote)
    first = bundle.pack(remote.content(run, running=True))
    more = remote.add(run, "citation", {"url": "https://example.com"})
    second = bundle.pack(remote.content(run, running=True, skip=3))
    remote.finish(run, "complete")
    last = bundle.pack(remote.content(run, skip=4))
    news: list[News] = [Line("said"), Records(first), Records(second), Records(last), Ended(0)]
    found, told = swept(FakeCluster([ONE], lambda order, node: (list(news), End(""))), store)
    assert remote.records(run) == store.records(run)
    assert more == store.records(run)[3]
    ours, theirs = store.content(run), remote.content(run)
    assert theirs.facts == ours.facts
    assert {**theirs.run, "finished": ours.run["finished"]} == ours.run
    assert ("complete", run, {"ok": 1, "missing": 1}) == (
        *(found[0].state, found[0].run),
        found[0].cells,
    )
    assert "said" == dict(told)["line"]["line"]


def test_another_run_of_that_name_is_not_mixed_with_it(store: Store, remote: Store) -> None:
    run, _ = evidence_sample.fill(remote)
    remote.finish(run, "complete")
    store.import_run(remote.content(run))
    before = store.content(run)
    news: list[News] = [Records(bundle.pack(remote.content(run))), Ended(0)]
    with pytest.raises(UsageError, match=run):
        swept(FakeCluster([ONE], lambda order, node: (list(news), End(""))), store)
    assert before == store.content(run)


def test_ctrl_c_ends_campaigns_and_marks_their_runs(store: Store, remote: Store) -> None:
    run, _ = evidence_sample.fill(remote)
    told: list[str] = []

    def tell(what: str, **fields: Any) -> None:
        told.append(what)
        if what == "line":
            os.kill(os.getpid(), signal.SIGINT)

    def script(order: Order, node: Node) -> tuple[list[News], End]:
        return [Line("ok"), Records(bundle.pack(remote.content(run, running=True)))], End("")

    cluster = FakeCluster([ONE], script, patient=True)
    campaigns = [Campaign("linear-regression", (), number) for number in range(2)]
    sweep = Sweep(cluster, store, campaigns, tell, poll=0.0)
    with pytest.raises(KeyboardInterrupt), verb.stopped_by_signal(sweep):
        sweep.run()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert (True, 1) == (cluster.stopped, len(cluster.started))
    assert ["begin", "line", "stopping", "end_interrupted"] == told
    assert ("interrupted", 3) == (store.summary(run).state, len(store.records(run)))


# --- on a node --------------------------------------------------------------------------------


def order(**changes: Any) -> Order:
    made = {
        "key": "0.1",
        "arguments": ("linear-regression",),
        "version": __version__,
        "language": "en",
        "machine": "one",
        "measures": True,
    }
    return Order(**{**made, **changes})


def test_a_node_with_another_isograd_says_so() -> None:
    sent: list[News] = []

    def send(news: Sequence[News]) -> bool:
        sent.extend(news)
        return True

    node.carry_out(order(version="0.0.1"), send)
    why = text("sweep.other_version", "en", ours="0.0.1", theirs=__version__)
    assert [Ended(3, why)] == sent


def test_two_campaigns_do_not_measure_on_one_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ran: list[Order] = []
    monkeypatch.setattr(node, "_compare", lambda order, *rest: ran.append(order))
    first, second = order(), order(measures=False)
    with node._alone(first, lambda news: True, 0.01) as mine:
        assert mine
        sent: list[Sequence[News]] = []

        def send(news: Sequence[News]) -> bool:
            sent.append(list(news))
            return len(sent) != 3  # the sweep is stopped

        done = threading.Thread(target=node.carry_out, args=(first, send), kwargs={"poll": 0.01})
        done.start()
        done.join(20)
        assert [[Waiting()], [], [], [Ended(130)]] == sent
        node.carry_out(second, lambda news: True, poll=0.01)
    assert [second] == ran
    node.carry_out(first, lambda news: True, poll=0.01)
    assert [second, first] == ran
    assert [] == [*tmp_path.glob("isograd-sweep-*")]


def test_a_node_sends_what_is_new_and_nothing_is_told_before_it_is_kept(
    remote: Store, tmp_path: Path
) -> None:
    said = tmp_path / "said"
    said.write_text("jit: ok\nscan: pro", "utf-8")
    reader = node._Reader(remote, remote.path, said)
    assert [Line("jit: ok")] == reader.news()
    run, records = evidence_sample.fill(remote)
    said.write_text("jit: ok\nscan: proving\n", "utf-8")
    first, line = reader.news()
    assert isinstance(first, Records)
    content = bundle.read(Path("x"), first.bundle)
    assert [one.id for one in records] == [one["id"] for one in content.records]
    assert (Line("scan: proving"), "interrupted") == (line, content.run["state"])
    assert [] == reader.news()
    more = remote.add(run, "citation", {"url": "https://example.com"})
    remote.finish(run, "complete")
    (second,) = reader.news()
    assert isinstance(second, Records)
    content = bundle.read(Path("x"), second.bundle)
    assert [more.id] == [one["id"] for one in content.records]
    assert "complete" == content.run["state"]


def test_what_a_mailbox_holds_is_taken_once() -> None:
    box = Mailbox()
    assert box.put("0.1", [Line("a"), Line("b")])
    assert box.put("1.1", [])
    assert [("0.1", Line("a")), ("0.1", Line("b"))] == box.take()
    assert [] == box.take()
    box.stop()
    assert not box.put("0.1", [])


# --- the command line -------------------------------------------------------------------------


def parsed(*words: str) -> click.Context:
    return verb.command.make_context("sweep", ["linear-regression", "--on", "local", *words])


def test_options_of_compare_are_handed_on_as_given() -> None:
    words = ["--quick", "--dtypes", "float32,float64", "--jobs", "1"]
    words += ["--sweep", "batch=1,8", "--sweep", "width=16,64"]
    handed = verb.given(parsed(*words, "--json"))
    assert sorted(words) == sorted(handed)
    made = verb.campaigns(["linear-regression"], handed, ())
    values = verb.compare_options(made[0])
    sizes = ("batch=1,8", "width=16,64")
    assert (True, 1, sizes) == (values["quick"], values["jobs"], values["sweep"])


def test_every_task_is_run_with_every_set() -> None:
    sets = ("--threads 1", "--threads 2 --reference 'jax/jit'")
    made = verb.campaigns(["linear-regression", "digits-mlp"], ["--quick"], sets)
    assert [0, 1, 2, 3] == [one.number for one in made]
    assert ["linear-regression", "linear-regression", "digits-mlp", "digits-mlp"] == [
        one.task for one in made
    ]
    assert ("--quick", "--threads", "2", "--reference", "jax/jit") == made[1].options
    assert "digits-mlp --threads 1" == made[2].name


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("linear-regression", "--on", "ray:/x"), "ray:/x"),
        (("linear-regresion", "--on", "local"), "linear-regression"),
        (("linear-regression", "--on", "local", "--set", "--resume latest"), "--resume"),
        (("linear-regression", "--on", "local", "--set", "--bogus"), "--bogus"),
        (("linear-regression", "--on", "local", "--set", "'"), "'"),
    ],
)
def test_wrong_input_is_refused_before_anything_starts(words: tuple[str, ...], part: str) -> None:
    done = CliRunner().invoke(verb.command, words, standalone_mode=False)
    assert isinstance(done.exception, UsageError | click.UsageError)
    assert part in str(done.exception)


def test_without_ray_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(EnvironmentSetupError) as refused:
        RayCluster("local")
    assert "pip install 'isograd[ray]'" == refused.value.hint


class BusyRay:
    """A Ray whose head node gives up the first clients."""

    def __init__(self, refusals: int) -> None:
        self.refusals = refusals
        self.calls: list[str] = []

    def init(self, on: str, **_: object) -> None:
        self.calls.append("init")
        if self.calls.count("init") <= self.refusals:
            raise ConnectionAbortedError("Initialization failure from server:")

    def shutdown(self) -> None:
        self.calls.append("shutdown")


@pytest.mark.parametrize("refusals", [0, 2, 3])
def test_a_busy_head_node_is_asked_again(refusals: int) -> None:
    cluster = RayCluster.__new__(RayCluster)
    cluster._ray = ray = BusyRay(refusals)
    if refusals < 3:
        cluster._join("ray://head:1", {})
        assert [*["init", "shutdown"] * refusals, "init"] == ray.calls
    else:
        with pytest.raises(ConnectionAbortedError):
            cluster._join("ray://head:1", {})
        assert ["init", "shutdown"] * 3 == ray.calls
