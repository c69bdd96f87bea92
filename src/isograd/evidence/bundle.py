"""A bundle carries one run to another machine: a zip of JSON files with the hash of each.

``manifest.json`` (the hash of every other member), ``run.json``, ``records.json`` and
``facts/<sha256>.json``. Equal content gives equal bytes. A bundle is a stranger's file: nothing of
it is written to disk by name, sizes are bounded while unpacking, and whatever does not agree
refuses the whole, naming the member.
"""

import hashlib
import io
import os
import re
import tempfile
import zipfile
import zlib
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, ConfigDict, Field, ValidationError

from isograd.errors import UsageError
from isograd.evidence.content import RunContent, canonical, digest, parse, record_id
from isograd.evidence.document import comparison
from isograd.evidence.model import Figures, Parity, Record, RunPlan, Strict
from isograd.evidence.store import Store
from isograd.i18n import text

VERSION = 1
_MANIFEST, _RUN, _RECORDS = "manifest.json", "run.json", "records.json"
_FACT = re.compile(r"facts/([0-9a-f]{64})\.json")
_MAX_MEMBERS = 100_000
_MAX_MEMBER_BYTES = 256 * 1024**2
_MAX_TOTAL_BYTES = 512 * 1024**2

_PAYLOADS: dict[str, type[Strict]] = {"parity": Parity, "measurement": Figures}


def _moment(value: str) -> str:
    if datetime.fromisoformat(value).tzinfo is None:
        raise ValueError("a time without its zone")
    return value


Moment = Annotated[str, AfterValidator(_moment)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class BundledRun(Strict):
    """``run.json``."""

    id: str = Field(pattern=r"^\w[\w-]{0,199}$")
    created: Moment
    finished: Moment | None
    state: Literal["interrupted", "complete"]
    isograd: str
    plan: RunPlan
    machine: Sha256


class Manifest(Strict):
    """``manifest.json``."""

    schema_: Literal["isograd/bundle"] = Field(default="isograd/bundle", alias="schema")
    version: int = VERSION
    run: str
    members: dict[str, Sha256]

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Imported(NamedTuple):
    """What an import did; ``new`` is False where the very same run was there already."""

    run: str
    new: bool


def pack(content: RunContent) -> bytes:
    """The bundle of a run."""
    members = _members(content)
    manifest = Manifest(
        run=content.run["id"], members={name: _sha256(data) for name, data in members.items()}
    )
    members[_MANIFEST] = _encode(manifest.model_dump(by_alias=True))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(members):
            info = zipfile.ZipInfo(name)  # dated 1980-01-01: the bytes tell of the content only
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, members[name])
    return buffer.getvalue()


def export(store: Store, run: str, file: Path) -> None:
    """Write the bundle of ``run`` to ``file``, whole or not at all."""
    data = pack(store.content(run))
    try:
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            temporary.chmod(0o644)  # mkstemp's 0600 would keep it from those whom it is meant for
            temporary.replace(file)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(
            text("runs.export_failed", file=file, why=error.strerror or error),
            hint=text("runs.export_failed_hint"),
        ) from error


def import_bundle(store: Store, file: Path) -> Imported:
    """Check the bundle at ``file`` and add its run to ``store``.

    `UsageError` names the member that is wrong, or says that another run has the identifier.
    """
    content = read(file)
    run = content.run["id"]
    if any(found.id == run for found in store.runs()):
        if _members(store.content(run)) == _members(content):
            return Imported(run, new=False)
        raise UsageError(text("runs.import_other", run=run), hint=text("runs.import_other_hint"))
    _check_shown(file, content)
    store.import_run(content)
    return Imported(run, new=True)


def read(file: Path, data: bytes | None = None) -> RunContent:
    """The checked content of the bundle at ``file``, or of ``data`` that ``file`` is the name of
    in refusals. Of a bundle that came alone, `import_bundle` checks more."""
    members = _unpack(file, file if data is None else io.BytesIO(data))
    if _MANIFEST not in members:
        raise _refusal(file, _MANIFEST, text("runs.bundle_absent"))
    document = _json(file, _MANIFEST, members.pop(_MANIFEST))
    if isinstance(document, dict) and isinstance(document.get("version"), int):
        if document["version"] > VERSION:
            raise _refusal(file, _MANIFEST, text("runs.bundle_newer"))
    manifest: Manifest = _validated(file, _MANIFEST, Manifest, document)
    for name in sorted({*members, *manifest.members, _RUN, _RECORDS}):
        if name not in members:
            raise _refusal(file, name, text("runs.bundle_absent"))
        if manifest.members.get(name) != _sha256(members[name]):
            raise _refusal(file, name, text("runs.bundle_hash"))
    return _content(file, manifest, members)


def _content(file: Path, manifest: Manifest, members: dict[str, bytes]) -> RunContent:
    raw = _json(file, _RUN, members[_RUN])
    run: BundledRun = _validated(file, _RUN, BundledRun, raw)
    if run.id != manifest.run:
        raise _refusal(file, _RUN, text("runs.bundle_other_run", run=run.id))
    records = _json(file, _RECORDS, members[_RECORDS])
    if not isinstance(records, list):
        raise _refusal(file, _RECORDS, text("runs.bundle_schema", why="not a list"))
    referred = {run.machine}
    seen: set[str] = set()
    for number, record in enumerate(records):
        member = f"{_RECORDS}[{number}]"
        checked: Record = _validated(file, member, Record, record)
        fields = {name: value for name, value in record.items() if name != "id"}
        if record_id(fields) != checked.id or checked.id in seen:
            raise _refusal(file, member, text("runs.bundle_identifier", id=checked.id))
        if checked.run != run.id:
            raise _refusal(file, member, text("runs.bundle_other_run", run=checked.run))
        if checked.cell is not None and checked.kind in _PAYLOADS:
            _validated(file, member, _PAYLOADS[checked.kind], checked.payload)
        seen.add(checked.id)
        referred |= {checked.environment, checked.machine, checked.source} - {""}
    facts = {}
    for name in members.keys() - {_RUN, _RECORDS}:
        fact = _json(file, name, members[name])
        sha256 = _FACT.fullmatch(name)
        if not isinstance(fact, dict) or not sha256 or digest(canonical(fact)) != sha256[1]:
            raise _refusal(file, name, text("runs.bundle_hash"))
        facts[sha256[1]] = fact
    for missing in sorted(referred - facts.keys()):
        raise _refusal(file, f"facts/{missing}.json", text("runs.bundle_absent"))
    for idle in sorted(facts.keys() - referred):
        raise _refusal(file, f"facts/{idle}.json", text("runs.bundle_unasked"))
    return RunContent(run=raw, records=records, facts=facts)


def _check_shown(file: Path, content: RunContent) -> None:
    """Refuse a run of which no document can be made, by making it in a store of its own."""
    with Store.open(Path(":memory:")) as trial:
        trial.import_run(content)
        try:
            comparison(trial, content.run["id"])
        except (KeyError, TypeError, ValueError) as error:
            raise _refusal(file, _RUN, text("runs.bundle_schema", why=_why(error))) from error


def _unpack(file: Path, source: Path | io.BytesIO) -> dict[str, bytes]:
    """The members' bytes; only the names that a bundle has, and never more than the limits."""
    members: dict[str, bytes] = {}
    total = 0
    try:
        with zipfile.ZipFile(source) as archive:
            entries = archive.infolist()
            if len(entries) > _MAX_MEMBERS:
                raise _refusal(file, file.name, text("runs.bundle_large"))
            for entry in entries:
                name = entry.filename
                if name not in (_MANIFEST, _RUN, _RECORDS) and not _FACT.fullmatch(name):
                    raise _refusal(file, name, text("runs.bundle_unasked"))
                if name in members:
                    raise _refusal(file, name, text("runs.bundle_twice"))
                # The size in the zip's directory may lie: what counts is what comes out.
                limit = min(_MAX_MEMBER_BYTES, _MAX_TOTAL_BYTES - total)
                with archive.open(entry) as stream:
                    data = stream.read(limit + 1)
                if len(data) > limit:
                    raise _refusal(file, name, text("runs.bundle_large"))
                total += len(data)
                members[name] = data
    except FileNotFoundError:
        raise UsageError(
            text("runs.import_absent", file=file), hint=text("runs.import_absent_hint")
        ) from None
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        RuntimeError,  # a password is asked for; NotImplementedError (a compression) is one too
        ValueError,
    ) as error:
        raise _refusal(file, file.name, text("runs.bundle_no_zip", why=error)) from error
    return members


def _members(content: RunContent) -> dict[str, bytes]:
    facts = {f"facts/{name}.json": _encode(fact) for name, fact in content.facts.items()}
    return {_RUN: _encode(content.run), _RECORDS: _encode(content.records), **facts}


def _encode(value: Any) -> bytes:
    return canonical(value).encode("ascii")


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _json(file: Path, member: str, data: bytes) -> Any:
    try:
        value = parse(data)
        canonical(value)  # 1e999 parses to infinity, which is no JSON
    except (ValueError, RecursionError) as error:
        raise _refusal(file, member, text("runs.bundle_schema", why=error)) from error
    return value


def _validated(file: Path, member: str, model: type[Any], value: Any) -> Any:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise _refusal(file, member, text("runs.bundle_schema", why=_why(error))) from error


def _why(error: Exception) -> str:
    """The first thing that is wrong, with the path to it."""
    if not isinstance(error, ValidationError):
        return f"{type(error).__name__}: {error}"
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else first["msg"]


def _refusal(file: Path, member: str, why: str) -> UsageError:
    return UsageError(
        text("runs.bundle_refused", file=file, member=member, why=why),
        hint=text("runs.bundle_refused_hint"),
    )
