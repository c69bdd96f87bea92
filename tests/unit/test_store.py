"""The evidence store: what is written is read back, and stays as it was."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from evidence_sample import CELLS, ENVIRONMENT, FIGURES, MACHINE, PARITY, PLAN, SOURCE, fill

from isograd import __version__
from isograd.errors import StoreError, UsageError
from isograd.evidence.model import Figures, Parity
from isograd.evidence.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "evidence.sqlite") as opened:
        yield opened


def count(store: Store, table: str) -> int:
    with sqlite3.connect(store.path) as database:
        found: int = database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    database.close()
    return found


def test_default_place_is_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISOGRAD_DATA", str(tmp_path / "数据 folder"))
    with Store.open() as store:
        assert tmp_path / "数据 folder" / "evidence.sqlite" == store.path


def test_records_read_back_as_they_were_added(store: Store) -> None:
    run, added = fill(store)
    assert added == store.records(run)
    assert added[:1] == store.records(run, "parity")
    assert added[1] == store.record(added[1].id)
    assert Parity.model_validate(added[0].payload) == PARITY
    assert Figures.model_validate(added[1].payload) == FIGURES
    assert [CELLS[0], CELLS[0], None] == [record.cell for record in added]
    assert {"affinity": [0]} == added[0].settings
    assert ENVIRONMENT == store.read_fact(added[0].environment)
    assert SOURCE == store.read_fact(added[0].source)
    assert MACHINE == store.read_fact(added[2].machine)


def test_records_survive_reopening(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.sqlite") as store:
        run, added = fill(store)
    with Store.open(tmp_path / "s.sqlite") as store:
        assert added == store.records(run)
        assert PLAN == store.plan(run)


def test_wal_is_on(store: Store) -> None:
    with sqlite3.connect(store.path) as database:
        assert ("wal",) == database.execute("PRAGMA journal_mode").fetchone()
    database.close()


def test_equal_facts_are_stored_once(store: Store) -> None:
    first = store.fact({"a": 1, "b": [2.5]})
    assert first == store.fact({"b": [2.5], "a": 1})
    assert first != store.fact({"b": [2.5], "a": 2})
    assert 2 == count(store, "facts")


def test_run_identifier_tells_time_and_task(store: Store) -> None:
    run = store.begin(PLAN.model_copy(update={"task": "my task/模型"}), MACHINE)
    assert re.fullmatch(r"\d{8}-\d{4}-my-task-模型-[0-9a-f]{4}", run)


def test_runs_are_listed_newest_first_with_their_state(store: Store) -> None:
    first, _ = fill(store)
    second = store.begin(PLAN, MACHINE)
    store.finish(first, "complete")
    assert [
        (second, "running", None, 2, 0),
        (first, "complete", store.info(first).finished, 2, 3),
    ] == [(run.id, run.state, run.finished, run.cells, run.records) for run in store.runs()]
    assert store.runs()[1] == store.summary(first)
    assert store.summary(first).finished is not None


def test_info_holds_machine_and_environments(store: Store) -> None:
    run, _ = fill(store)
    rebuilt = {**ENVIRONMENT, "versions": {"jax": "0.11"}}
    record = store.add(run, "verdict", {}, environment=store.fact(rebuilt))
    info = store.info(run)
    assert MACHINE == info.machine
    assert {"jax": ENVIRONMENT, f"jax@{record.environment[:12]}": rebuilt} == info.environments
    assert PLAN.settings == info.settings
    assert __version__ == info.isograd


# -------------------------------------------------------------------- immutability


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records SET content = '{}'",
        "DELETE FROM records",
        "INSERT OR REPLACE INTO records SELECT * FROM records LIMIT 1",
        "UPDATE facts SET content = '{}'",
        "DELETE FROM facts",
        "UPDATE runs SET plan = '{}'",
        "UPDATE runs SET created = ''",
        "UPDATE runs SET machine = (SELECT min(sha256) FROM facts)",
    ],
)
def test_what_is_stored_cannot_be_changed(store: Store, statement: str) -> None:
    run, added = fill(store)
    with pytest.raises(StoreError, match="refused a change"):
        with store._transaction() as database:
            database.execute(statement)
    assert added == store.records(run)


def test_an_ended_run_takes_no_records(store: Store) -> None:
    run, added = fill(store)
    store.finish(run, "complete")
    with pytest.raises(StoreError, match="takes no more records"):
        store.add(run, "verdict", {})
    with pytest.raises(StoreError, match="a complete run is immutable"):
        store.finish(run, "running")
    assert added == store.records(run)


def test_payloads_that_are_no_json_are_refused_whole(store: Store) -> None:
    run, added = fill(store)
    with pytest.raises(ValueError, match="not JSON compliant"):
        store.add(run, "verdict", {"loss": float("nan")})
    with pytest.raises(TypeError):
        store.add(run, "verdict", {"set": {1}})
    assert added == store.records(run)


def test_a_record_must_refer_to_facts_that_are_there(store: Store) -> None:
    run, added = fill(store)
    with pytest.raises(StoreError, match="FOREIGN KEY"):
        store.add(run, "verdict", {}, environment="0" * 64)
    with pytest.raises(StoreError, match="has no fact 0000"):
        store.read_fact("0" * 64)
    assert added == store.records(run)


def test_changed_content_is_noticed(store: Store) -> None:
    run, added = fill(store)
    store.finish(run, "complete")
    with sqlite3.connect(store.path) as database:
        database.execute("DROP TRIGGER records_are_not_changed")
        database.execute("DROP TRIGGER facts_are_not_changed")
        database.execute("UPDATE records SET content = replace(content, '\"ok\"', '\"wrong\"')")
        database.execute("UPDATE facts SET content = replace(content, '0.10.2', '0.10.3')")
    database.close()
    with pytest.raises(StoreError, match=f"is damaged \\({added[0].id}\\)"):
        store.records(run)
    with pytest.raises(StoreError, match="is damaged"):
        store.read_fact(added[0].environment)
    with pytest.raises(StoreError, match="is damaged"):
        store.content(run)


# -------------------------------------------------------------------- resume and delete


def test_an_interrupted_run_is_resumed(store: Store) -> None:
    run, added = fill(store)
    store.finish(run, "interrupted")
    assert "interrupted" == store.summary(run).state
    assert PLAN == store.resume(run)
    assert ("running", None) == (store.summary(run).state, store.summary(run).finished)
    more = store.add(run, "verdict", {})
    assert [*added, more] == store.records(run)


def test_a_complete_run_is_not_resumed(store: Store) -> None:
    run, _ = fill(store)
    store.finish(run, "complete")
    with pytest.raises(StoreError, match="is complete: nothing is left to resume"):
        store.resume(run)
    with pytest.raises(UsageError, match="unknown run 'nope'"):
        store.resume("nope")


def test_deleting_a_run_takes_its_records_and_unused_facts_only(store: Store) -> None:
    first, _ = fill(store)
    own = store.fact({"only": "first"})
    store.add(first, "verdict", {}, environment=own)
    store.finish(first, "complete")
    second, kept = fill(store)
    store.delete(first)
    assert [second] == [run.id for run in store.runs()]
    assert kept == store.records(second)
    assert ENVIRONMENT == store.read_fact(kept[0].environment)
    with pytest.raises(StoreError, match="has no fact"):
        store.read_fact(own)
    # The fact comes back when it is used again, though another process may have deleted it.
    record = store.add(second, "verdict", {}, environment=own)
    assert {"only": "first"} == store.read_fact(record.environment)


def test_a_running_run_is_not_deleted(store: Store) -> None:
    run, added = fill(store)
    with pytest.raises(StoreError, match="is still running in process"):
        store.delete(run)
    assert added == store.records(run)


# -------------------------------------------------------------------- names


def test_names_of_runs(store: Store) -> None:
    first, second = store.begin(PLAN, MACHINE), store.begin(PLAN, MACHINE)
    assert second == store.find("latest")
    assert first == store.find(first)
    unique = store.begin(PLAN.model_copy(update={"task": "x"}), MACHINE)
    assert unique == store.find(unique[:-1])
    with pytest.raises(UsageError, match=f"'{first[:8]}' begins several runs: {unique}, {second}"):
        store.find(first[:8])
    with pytest.raises(UsageError, match=f"did you mean '{unique}'"):
        store.find(unique.replace("-", "_"))
    with pytest.raises(UsageError, match="unknown run ''"):
        store.find("")
    with pytest.raises(UsageError, match="unknown record 'abc'"):
        store.record("abc")


def test_no_runs_yet(store: Store) -> None:
    with pytest.raises(UsageError, match="there are no runs yet") as caught:
        store.find("latest")
    assert "make one: isograd compare linear-regression" == caught.value.hint
