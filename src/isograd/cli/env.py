"""``isograd env``: list, create, check, use, download, size, remove."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from isograd import registry
from isograd.cli import Group
from isograd.cli.output import message, print_json, table
from isograd.errors import EnvironmentSetupError
from isograd.i18n import text, unknown
from isograd.registry import Device

if TYPE_CHECKING:
    from isograd.run.environments.documents import Created

_JSON = click.option("--json", "as_json", is_flag=True, help=text("env.opt_json"))
_DEVICE = click.option(
    "--device",
    type=click.Choice(["cpu", "cuda"]),
    default="cpu",
    show_default=True,
    help=text("env.opt_device"),
)
_PYTHON = click.option("--python", type=click.Path(path_type=Path), help=text("env.opt_python"))
_INDEX = click.option("--framework-index", is_flag=True, help=text("env.opt_framework_index"))
_ANY_SIZE = click.option("--any-size", is_flag=True, help=text("env.opt_any_size"))


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    return [name for name in registry.all_environments() if name.startswith(incomplete)]


def _known(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    names = value if isinstance(value, tuple) else (value,)
    for name in names:
        if name not in registry.all_environments():
            raise click.UsageError(unknown("environment", name, registry.all_environments()))
    return tuple(dict.fromkeys(names)) if isinstance(value, tuple) else value


_NAMES = click.argument(
    "names", nargs=-1, metavar="[ENV]...", callback=_known, shell_complete=_complete
)
_NAME = click.argument("name", metavar="ENV", callback=_known, shell_complete=_complete)


def _chosen(names: Sequence[str], device: Device, among: Sequence[str] = ()) -> list[str]:
    """The named environments, else all ``among`` (those of the frameworks) that could serve on
    ``device``."""
    from isograd.run.environments import plan

    planned = plan(list(names or among or registry.environments()), device)
    offered = [one.spec.id for one in planned if one.state != "not-offered"]
    for name in names:
        if name not in offered:
            raise click.UsageError(text("env.not_offered", id=name, device=device))
    if not offered:
        raise click.UsageError(text("env.none_offered", device=device))
    return list(names) or offered


@click.group(cls=Group, help=text("cli.help_env"))
def command() -> None:
    pass


@command.command("list", help=text("env.help_list"))
@_DEVICE
@_JSON
def list_(device: Device, as_json: bool) -> None:
    from isograd.cli import _making
    from isograd.run.environments import manage
    from isograd.run.environments.documents import EnvironmentList

    rows = manage.listed(_chosen((), device, list(registry.all_environments())), device)
    if as_json:
        print_json(EnvironmentList(environments=rows))
        return
    lines = []
    for row in rows:
        ready = row.state == "ready"
        lines.append(
            [
                row.id,
                ", ".join(row.frameworks),
                text(f"env.state_{'user' if ready and row.origin == 'user' else row.state}"),
                "" if ready else _making.takes(row.download_mb, row.disk_mb, row.seconds),
                "" if row.state == "missing" else row.path,
            ]
        )
    columns = ("environment", "frameworks", "state", "takes", "path")
    table([text(f"env.col_{name}") for name in columns], lines)


@command.command(help=text("env.help_create"))
@_NAMES
@_DEVICE
@_PYTHON
@click.option(
    "--from", "source", type=click.Path(path_type=Path), metavar="DIR", help=text("env.opt_from")
)
@_INDEX
@_ANY_SIZE
@click.option("--rebuild", is_flag=True, help=text("env.opt_rebuild"))
@_JSON
def create(
    names: tuple[str, ...],
    device: Device,
    python: Path | None,
    source: Path | None,
    framework_index: bool,
    any_size: bool,
    rebuild: bool,
    as_json: bool,
) -> int:
    from isograd.run.environments.documents import EnvironmentCreation

    made, failed = make(
        _chosen(names, device),
        device,
        source=source,
        python=python,
        framework_index=framework_index,
        any_size=any_size,
        rebuild=rebuild,
    )
    if as_json:
        print_json(EnvironmentCreation(environments=made))
    return EnvironmentSetupError.exit_code if failed else 0


def create_all(
    names: Sequence[str], device: Device = "cpu", *, framework_index: bool = False
) -> bool:
    """Make the environments that are missing, with progress; False if any could not be made.

    What went wrong has been told then; the others are there. ``framework_index`` says that the
    user agreed to the frameworks' own package indexes.
    """
    return not make(names, device, framework_index=framework_index)[1]


def make(
    names: Sequence[str],
    device: Device,
    *,
    source: Path | None = None,
    python: Path | None = None,
    framework_index: bool = False,
    any_size: bool = False,
    rebuild: bool = False,
) -> "tuple[list[Created], list[EnvironmentSetupError]]":
    """Make ``names`` one after the other; the failure of one is told and stops no other."""
    from isograd.cli import _making
    from isograd.run import environments
    from isograd.run.environments.documents import Created

    names = _with_bases(names, device)
    _making.announce(environments.plan(names, device), offline=source is not None)
    made: list[Created] = []
    failed: list[EnvironmentSetupError] = []
    for name in names:
        begin = time.monotonic()
        touched = False

        def attempt(index: bool, name: str = name) -> environments.Environment:
            with _making.shown() as show:

                def see(progress: environments.Progress) -> None:
                    nonlocal touched
                    touched = touched or progress.phase == "venv"
                    show(progress)

                return environments.create(
                    name,
                    device,
                    see,
                    source=source,
                    python=python,
                    framework_index=index,
                    any_size=any_size,
                    rebuild=rebuild,
                )

        try:
            found = _making.offering(attempt, framework_index)
        except EnvironmentSetupError as error:
            _making.tell(error)
            failed.append(error)
            continue
        elapsed = time.monotonic() - begin
        key = "env.made" if touched else "env.was_there"
        message(text(key, id=name, seconds=round(elapsed), path=found.path))
        made.append(
            Created(
                id=name,
                device=device,
                path=str(found.path),
                python=str(found.python),
                origin=found.origin,
                made=touched,
                elapsed_seconds=round(elapsed, 1),
                versions=found.versions,
                requirements_sha256=found.requirements_sha256,
            )
        )
    return made, failed


def _with_bases(names: Sequence[str], device: Device) -> list[str]:
    """``names`` with each missing environment that one of them lies over before it."""
    from isograd.run.environments import plan

    found: list[str] = []
    for name in names:
        base = registry.all_environments()[name].base
        if base and plan([base], device)[0].state != "ready":
            found.append(base)
        found.append(name)
    return list(dict.fromkeys(found))


@command.command(help=text("env.help_check"))
@_NAMES
@_DEVICE
@_JSON
def check(names: tuple[str, ...], device: Device, as_json: bool) -> int:
    from isograd.run.environments import manage
    from isograd.run.environments.documents import EnvironmentCheck

    checked = []
    for name in _chosen(names, device):
        message(text("env.checking", id=name))
        checked.append(manage.check(name, device))
    if as_json:
        print_json(EnvironmentCheck(environments=checked))
    else:
        rows = []
        for one in checked:
            state = text(f"env.state_{one.state}")
            if not one.frameworks:
                rows.append([one.id, state, "", "", "", text("env.how_to_make", id=one.id)])
            for come in one.frameworks:
                verdict = come.error or text("env.imports", seconds=f"{come.seconds:.1f}")
                what = come.framework or come.package
                rows.append([one.id, state, one.python or "", what, come.version, verdict])
            for drift in one.drift:
                installed = drift.installed or text("env.not_installed")
                verdict = text("env.drifted", pinned=drift.pinned)
                rows.append([one.id, state, one.python or "", drift.package, installed, verdict])
        columns = ("environment", "state", "python", "package", "version", "result")
        table([text(f"env.col_{name}") for name in columns], rows)
    # Unnamed environments that were never made are no fault; those that are there must work.
    bad = [one for one in checked if not one.ok and (names or one.state != "missing")]
    if bad or all(one.state == "missing" for one in checked):
        return EnvironmentSetupError.exit_code
    return 0


@command.command(help=text("env.help_use"))
@_NAME
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--reset", is_flag=True, help=text("env.opt_reset"))
@_DEVICE
def use(name: str, path: Path | None, reset: bool, device: Device) -> None:
    from isograd.run.environments import manage

    if reset == (path is not None):
        raise click.UsageError(text("env.path_or_reset"))
    if path is None:
        done = manage.reset(name, device)
        message(text("env.reset_done" if done else "env.reset_nothing", id=name))
        return
    found = manage.use(name, path, device)
    owners = [framework.name.en for framework in registry.members(name)[:1]]
    holds = ", ".join(owners or registry.all_environments()[name].imports)
    message(text("env.used", id=name, path=found.python, framework=holds))


@command.command(help=text("env.help_download"))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@_NAMES
@_DEVICE
@_PYTHON
@_INDEX
@_ANY_SIZE
def download(
    folder: Path,
    names: tuple[str, ...],
    device: Device,
    python: Path | None,
    framework_index: bool,
    any_size: bool,
) -> None:
    from isograd.cli import _making
    from isograd.run.environments import offline

    chosen = _chosen(names, device)
    megabytes = sum(registry.all_environments()[name].cost(device).download_mb for name in chosen)
    wanted = _making.size(megabytes)
    message(text("env.will_download", names=", ".join(chosen), size=wanted, path=folder))
    with _making.shown() as progress:
        manifest = offline.download(
            folder,
            chosen,
            device,
            progress,
            python=python,
            framework_index=framework_index,
            any_size=any_size,
        )
    size = sum(wheel.bytes for wheel in manifest.files.values()) / 1e6
    message(text("env.downloaded", count=len(manifest.files), size=_making.size(size), path=folder))


@command.command(help=text("env.help_size"))
@_JSON
def size(as_json: bool) -> None:
    from isograd.cli import _making
    from isograd.run.environments import manage
    from isograd.run.environments.documents import EnvironmentSizes

    rows = manage.sizes()
    total = sum(row.bytes for row in rows)
    if as_json:
        print_json(EnvironmentSizes(environments=rows, total_bytes=total))
        return
    lines = [
        [
            row.id,
            row.device,
            _making.size(row.bytes / 1e6),
            text("env.stale") if row.stale else text("env.current"),
            row.path,
        ]
        for row in rows
    ]
    lines.append([text("env.total"), "", _making.size(total / 1e6), "", ""])
    columns = ("environment", "device", "size", "state", "path")
    table([text(f"env.col_{name}") for name in columns], lines, right={2})


@command.command(help=text("env.help_remove"))
@_NAMES
@click.option("--stale", is_flag=True, help=text("env.opt_stale"))
@click.option("--all", "everything", is_flag=True, help=text("env.opt_all"))
def remove(names: tuple[str, ...], stale: bool, everything: bool) -> int:
    from isograd.cli import _making
    from isograd.run.environments import manage

    if [bool(names), stale, everything].count(True) != 1:
        raise click.UsageError(text("env.remove_what"))
    folders = [row for row in manage.sizes(names or None) if row.stale or not stale]
    freed = 0
    failed = False
    for row in folders:
        try:
            freed += manage.remove(Path(row.path))
        except EnvironmentSetupError as error:
            _making.tell(error)
            failed = True
            continue
        message(text("env.removed", path=row.path))
    message(text("env.freed", size=_making.size(freed / 1e6)))
    return EnvironmentSetupError.exit_code if failed else 0
