"""Bundles: a run arrives as it left, and nothing arrives that is not as it left."""

import hashlib
import json
import warnings
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from evidence_sample import PLAN, complete_run, fill

from isograd.errors import UsageError
from isograd.evidence import bundle
from isograd.evidence.content import record_id
from isograd.evidence.store import Store

Members = dict[str, Any]


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    return tmp_path / "origin.sqlite"


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "target.sqlite") as store:
        yield store


def exported(origin: Path, file: Path) -> str:
    run = complete_run(origin)
    with Store.open(origin) as store:
        bundle.export(store, run, file)
    return run


def unpacked(file: Path) -> Members:
    with zipfile.ZipFile(file) as archive:
        return {name: json.loads(archive.read(name)) for name in archive.namelist()}


def packed(file: Path, members: Members, *, seal: bool = True) -> None:
    """Write a bundle of ``members``; with ``seal`` the manifest gets the hashes as they are."""
    data = {
        name: value if isinstance(value, bytes) else json.dumps(value).encode()
        for name, value in members.items()
        if name != "manifest.json"
    }
    manifest = members["manifest.json"]
    if seal:
        hashes = {name: hashlib.sha256(content).hexdigest() for name, content in data.items()}
        manifest = {**manifest, "members": hashes}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
        for name, content in data.items():
            archive.writestr(name, content)


def refusal(store: Store, file: Path) -> str:
    """Why ``file`` is refused; the store is as empty as before."""
    with pytest.raises(UsageError) as caught:
        bundle.import_bundle(store, file)
    assert caught.value.hint
    assert [] == store.runs()
    return str(caught.value)


def test_a_run_arrives_as_it_left(origin: Path, target: Store, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    run = exported(origin, file)
    assert bundle.Imported(run, new=True) == bundle.import_bundle(target, file)
    with Store.open(origin) as store:
        assert store.records(run) == target.records(run)
        assert store.plan(run) == target.plan(run)
        assert store.info(run) == target.info(run)
        assert not store.summary(run).imported
        expected = store.summary(run).model_copy(update={"imported": True})
        assert expected == target.summary(run)
        for record in store.records(run):
            for sha256 in {record.environment, record.machine, record.source} - {""}:
                assert store.read_fact(sha256) == target.read_fact(sha256)


def test_equal_runs_give_equal_bytes(origin: Path, target: Store, tmp_path: Path) -> None:
    run = exported(origin, tmp_path / "a.zip")
    bundle.import_bundle(target, tmp_path / "a.zip")
    bundle.export(target, run, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert ["a.zip", "b.zip"] == sorted(path.name for path in tmp_path.glob("*zip*"))


def test_importing_again_changes_nothing(origin: Path, target: Store, tmp_path: Path) -> None:
    run = exported(origin, tmp_path / "a.zip")
    bundle.import_bundle(target, tmp_path / "a.zip")
    before = target.runs()
    assert bundle.Imported(run, new=False) == bundle.import_bundle(target, tmp_path / "a.zip")
    assert before == target.runs()
    with Store.open(origin) as store:  # at its origin, too, and it stays no import
        assert bundle.Imported(run, new=False) == bundle.import_bundle(store, tmp_path / "a.zip")
        assert not store.summary(run).imported


def test_other_content_under_the_same_identifier_is_refused(
    origin: Path, target: Store, tmp_path: Path
) -> None:
    with Store.open(origin) as store:
        run, added = fill(store)
        store.finish(run, "interrupted")
        bundle.export(store, run, tmp_path / "a.zip")
        store.resume(run)
        store.add(run, "verdict", {})
        store.finish(run, "complete")
        bundle.export(store, run, tmp_path / "b.zip")
    bundle.import_bundle(target, tmp_path / "a.zip")
    with pytest.raises(UsageError, match=f"run {run} is here already, with other content"):
        bundle.import_bundle(target, tmp_path / "b.zip")
    assert added == target.records(run)
    target.delete(run)
    bundle.import_bundle(target, tmp_path / "b.zip")
    assert len(added) + 1 == len(target.records(run))


def test_an_imported_run_is_not_resumed(origin: Path, target: Store, tmp_path: Path) -> None:
    with Store.open(origin) as store:
        run, _ = fill(store)
        store.finish(run, "interrupted")
        bundle.export(store, run, tmp_path / "a.zip")
    bundle.import_bundle(target, tmp_path / "a.zip")
    assert "interrupted" == target.summary(run).state
    with pytest.raises(Exception, match="can only be resumed on the machine that it ran on"):
        target.resume(run)


def test_a_running_run_is_not_exported(target: Store, tmp_path: Path) -> None:
    run, _ = fill(target)
    with pytest.raises(UsageError, match="is still running in process"):
        bundle.export(target, run, tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()


def test_an_export_that_fails_leaves_the_old_file(
    origin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.zip"
    run = exported(origin, file)
    before = file.read_bytes()

    def fail(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with Store.open(origin) as store:
        with pytest.raises(UsageError, match=r"cannot write the bundle .*a.zip: No space left"):
            bundle.export(store, run, file)
        with pytest.raises(UsageError, match=r"cannot write the bundle .*: No such file"):
            bundle.export(store, run, tmp_path / "no" / "a.zip")
    assert before == file.read_bytes()
    assert [file] == list(tmp_path.glob("*a.zip*"))


# -------------------------------------------------------------------- tampering


def change_run(members: Members, **fields: Any) -> None:
    members["run.json"].update(fields)


def change_record(members: Members, *, rehash: bool, **fields: Any) -> None:
    record = members["records.json"][0]
    record.update(fields)
    if rehash:
        record["id"] = record_id({k: v for k, v in record.items() if k != "id"})


def a_fact(members: Members) -> str:
    return min(name for name in members if name.startswith("facts/"))


SEALED: dict[str, tuple[Callable[[Members], Any], str]] = {
    "newer": (lambda m: m["manifest.json"].update(version=2), "manifest.json: written by a newer"),
    "other document": (
        lambda m: m["manifest.json"].update(schema="isograd/run"),
        "manifest.json: not of the bundle's schema (schema: ",
    ),
    "manifest of another run": (
        lambda m: m["manifest.json"].update(run="x"),
        "run.json: belongs to another run",
    ),
    "no run": (lambda m: m.pop("run.json"), "run.json: missing"),
    "no records": (lambda m: m.pop("records.json"), "records.json: missing"),
    "a hostile identifier": (
        lambda m: change_run(m, id="../../etc/passwd"),
        "run.json: not of the bundle's schema (id: ",
    ),
    "a running run": (lambda m: change_run(m, state="running"), "(state: "),
    "a field too many": (lambda m: change_run(m, owner=1), "(owner: "),
    "a time of no zone": (lambda m: change_run(m, created="2026-01-01T00:00"), "(created: "),
    "a plan of another shape": (lambda m: change_run(m, plan={"task": "x"}), "(plan.variant: "),
    "a plan that tells no task": (
        lambda m: m["run.json"]["plan"]["settings"].pop("task"),
        "run.json: not of the bundle's schema (KeyError: 'task')",
    ),
    "records that are no list": (
        lambda m: m.update({"records.json": {}}),
        "records.json: not of the bundle's schema (not a list)",
    ),
    "a record that is no object": (
        lambda m: m["records.json"].insert(1, 7),
        "records.json[1]: not of the bundle's schema",
    ),
    "a changed payload": (
        lambda m: change_record(m, rehash=False, payload={"status": "ok"}),
        "records.json[0]: identifier",
    ),
    "a record twice": (
        lambda m: m["records.json"].append(m["records.json"][0]),
        "records.json[3]: identifier",
    ),
    "a record of another run": (
        lambda m: change_record(m, rehash=True, run="other"),
        "records.json[0]: belongs to another run, other",
    ),
    "a payload of no parity": (
        lambda m: change_record(m, rehash=True, payload={"status": "splendid"}),
        "records.json[0]: not of the bundle's schema (status: ",
    ),
    "an unknown fact": (
        lambda m: change_record(m, rehash=True, environment="0" * 64),
        f"facts/{'0' * 64}.json: missing",
    ),
    "a changed fact": (
        lambda m: m[a_fact(m)].update(cores=64),
        ".json: its content does not match its hash",
    ),
    "a fact that nothing asks for": (
        lambda m: m.update({f"facts/{hashlib.sha256(b'{}').hexdigest()}.json": {}}),
        "does not belong into a bundle",
    ),
    "a path out of the folder": (
        lambda m: m.update({"../evil.json": {}}),
        "../evil.json: does not belong into a bundle",
    ),
    "an absolute path": (lambda m: m.update({"/etc/cron": {}}), "/etc/cron: does not belong"),
    "no JSON": (lambda m: m.update({"run.json": b"{"}), "run.json: not of the bundle's schema ("),
    "NaN": (lambda m: m.update({"run.json": b"[NaN]"}), "run.json: not of the bundle's schema ("),
    "infinity": (lambda m: m.update({"run.json": b"[1e999]"}), "run.json: not of the bundle's"),
    "no UTF-8": (lambda m: m.update({"run.json": b'["\xff"]'}), "run.json: not of the bundle's"),
    "deep nesting": (
        lambda m: m.update({"records.json": b"[" * 200_000 + b"]" * 200_000}),
        "records.json: not of the bundle's schema (nested too deeply)",
    ),
}


@pytest.mark.parametrize("case", SEALED)
def test_what_does_not_agree_is_refused_by_name(
    origin: Path, target: Store, tmp_path: Path, case: str
) -> None:
    file = tmp_path / "b.zip"
    exported(origin, file)
    members = unpacked(file)
    tamper, why = SEALED[case]
    tamper(members)
    packed(file, members)
    sentence = refusal(target, file)
    assert sentence.startswith(f"bundle {file} refused, nothing was imported: ")
    assert why in sentence


def test_repacking_alone_is_no_fault(origin: Path, target: Store, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    run = exported(origin, file)
    packed(file, unpacked(file))  # the helper of the test above changes nothing by itself
    assert bundle.Imported(run, new=True) == bundle.import_bundle(target, file)


@pytest.mark.parametrize("member", ["run.json", "records.json", "fact"])
def test_the_manifest_guards_every_member(
    origin: Path, target: Store, tmp_path: Path, member: str
) -> None:
    file = tmp_path / "b.zip"
    exported(origin, file)
    members = unpacked(file)
    name = a_fact(members) if member == "fact" else member
    members[name] = json.dumps(members[name]).encode() + b" "
    members.update({other: bundle._encode(value) for other, value in members.items()
                    if other not in (name, "manifest.json")})  # fmt: skip
    packed(file, members, seal=False)
    assert f"{name}: its content does not match its hash" in refusal(target, file)


def test_a_member_that_occurs_twice(origin: Path, target: Store, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    exported(origin, file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        with zipfile.ZipFile(file, "a") as archive:
            archive.writestr("run.json", "{}")
    assert "run.json: occurs twice" in refusal(target, file)


def test_sizes_are_bounded_by_what_comes_out(
    origin: Path, target: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "b.zip"
    exported(origin, file)
    members = unpacked(file)
    members["records.json"] = b" " * 3_000_000
    packed(file, members)
    assert file.stat().st_size < 10_000
    monkeypatch.setattr(bundle, "_MAX_MEMBER_BYTES", 1_000_000)
    assert "records.json: larger than a bundle may be" in refusal(target, file)
    monkeypatch.setattr(bundle, "_MAX_MEMBER_BYTES", 10_000_000)
    monkeypatch.setattr(bundle, "_MAX_TOTAL_BYTES", 2_000_000)
    assert "larger than a bundle may be" in refusal(target, file)
    monkeypatch.setattr(bundle, "_MAX_MEMBERS", 3)
    assert "b.zip: larger than a bundle may be" in refusal(target, file)


def test_files_that_are_no_bundles(origin: Path, target: Store, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    assert f"there is no file {file}" == refusal(target, file)
    file.write_text("no zip")
    assert "b.zip: not a readable zip file" in refusal(target, file)
    assert "not a readable zip file" in refusal(target, tmp_path)
    exported(origin, file)
    data = bytearray(file.read_bytes())
    packed_size = len(data)
    file.write_bytes(data[: packed_size // 2])
    assert "not a readable zip file" in refusal(target, file)
    offset = data.find(b"records.json") + len("records.json") + 20
    data[offset : offset + 20] = b"\xff" * 20
    file.write_bytes(data)
    assert "not a readable zip file" in refusal(target, file)
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("run.json", "{}")
    assert "manifest.json: missing from the bundle" in refusal(target, file)


def test_an_import_that_fails_half_way_leaves_nothing(
    origin: Path, target: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported(origin, tmp_path / "a.zip")
    insert = Store._insert_record
    calls: list[str] = []

    def fail_at_the_third(self: Store, record: dict[str, Any]) -> None:
        calls.append(record["id"])
        if len(calls) == 3:
            raise KeyboardInterrupt
        insert(self, record)

    monkeypatch.setattr(Store, "_insert_record", fail_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        bundle.import_bundle(target, tmp_path / "a.zip")
    assert [] == target.runs()
    assert 0 == target._database.execute("SELECT count(*) FROM records").fetchone()[0]
    assert 0 == target._database.execute("SELECT count(*) FROM facts").fetchone()[0]
    run = target.begin(PLAN, {})  # the connection is usable
    assert [run] == [found.id for found in target.runs()]
