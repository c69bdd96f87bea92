"""``isograd task``: what is compared; list, show, verify, and a skeleton to start from."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from isograd.cli import Group
from isograd.i18n import text

if TYPE_CHECKING:
    from isograd.suite.listing import TaskDetail, TaskRow
    from isograd.suite.load import TaskFolder


@click.group(cls=Group, help=text("task.help"))
def command() -> None:
    pass


def _row(folder: "TaskFolder") -> "TaskRow":
    from isograd import registry
    from isograd.suite import failures
    from isograd.suite.listing import TaskRow
    from isograd.suite.load import implementation

    task = folder.task
    refused = {
        f"{framework.id}/{mode}": entry.upstream
        for framework in registry.frameworks().values()
        for (of, mode), entry in failures.read(framework).items()
        if of == task.id
    }
    sources = {
        source.file.name
        for framework in registry.frameworks().values()
        for mode in framework.modes
        if (source := implementation(framework, mode, folder, "default")) is not None
    }
    return TaskRow(
        id=task.id,
        title={"en": task.title.en, "zh": task.title.zh},
        summary={"en": task.summary.en, "zh": task.summary.zh},
        steps=task.steps,
        variants=["default", "reduced", "tuned", *(["article"] if task.article else [])],
        sources=sorted(sources),
        unsupported=refused,
    )


@command.command("list", help=text("task.help_list"))
@click.option("--json", "as_json", is_flag=True, help=text("compare.opt_json"))
def list_tasks(as_json: bool) -> None:
    from isograd.cli import output
    from isograd.i18n import language
    from isograd.suite import load
    from isograd.suite.listing import TaskList

    rows = [_row(load.find(name)) for name in load.names()]
    if as_json:
        output.print_json(TaskList(tasks=rows))
        return
    columns = [text(f"task.column_{name}") for name in ("task", "steps", "sources", "summary")]
    lines = [[r.id, str(r.steps), str(len(r.sources)), r.summary[language()]] for r in rows]
    output.table(columns, lines, right={1, 2})
    for row in rows:
        for mode, link in row.unsupported.items():
            output.console().print(text("task.unsupported", task=row.id, mode=mode, upstream=link))


def _detail(folder: "TaskFolder") -> "TaskDetail":
    from dataclasses import asdict

    from isograd import registry
    from isograd.suite import load
    from isograd.suite.contract import DTYPES
    from isograd.suite.listing import TaskDetail
    from isograd.suite.oracle import Problem

    problem = Problem(folder.task)
    modes = {}
    for framework in registry.frameworks().values():
        for mode in framework.modes:
            source = load.implementation(framework, mode, folder, "default")
            if source is not None:
                lines, tokens = load.size(source.text)
                modes[f"{framework.id}/{mode.id}"] = {
                    "source": source.file.name,
                    "applied": source.applied(mode),
                    "lines": lines,
                    "tokens": tokens,
                    "conventions": {
                        dtype: source.conventions_of(mode.id, dtype) for dtype in DTYPES
                    },
                }
    return TaskDetail(
        task=_row(folder),
        optimiser=asdict(folder.task.optimiser),
        parameters={name: list(value.shape) for name, value in problem.initial.items()},
        batch={name: list(value.shape) for name, value in problem.batch(0, "float32").items()},
        modes=modes,
    )


@command.command("show", help=text("task.help_show"))
@click.argument("task", help=text("task.argument_task"))
@click.option("--json", "as_json", is_flag=True, help=text("compare.opt_json"))
def show(task: str, as_json: bool) -> None:
    from isograd.cli import output
    from isograd.i18n import language
    from isograd.suite import load

    folder = load.find(task)
    with load.blaming(folder.path / "task.py"):
        detail = _detail(folder)
    if as_json:
        output.print_json(detail)
        return
    console = output.console()
    console.print(f"{detail.task.id}: {detail.task.summary[language()]}")
    console.print(
        text("task.optimiser", optimiser=_call(detail.optimiser), steps=detail.task.steps)
    )
    for name, shape in {**detail.batch, **detail.parameters}.items():
        console.print(f"  {name} {shape}")
    columns = [text(f"task.column_{name}") for name in "mode source lines tokens applied".split()]
    rows = [
        [name, mode["source"], str(mode["lines"]), str(mode["tokens"]), mode["applied"]]
        for name, mode in detail.modes.items()
    ]
    output.table(columns, rows, right={2, 3})


def _call(optimiser: dict[str, Any]) -> str:
    """``adam(learning_rate=0.001, …)``; a number that is zero switches its part off, such as
    momentum, decay or clipping, and is left out."""
    nested = {
        f"{outer}.{inner}": value
        for outer, values in optimiser.items()
        if isinstance(values, dict)
        for inner, value in values.items()
    }
    settings = ", ".join(
        f"{name}={value}"
        for name, value in {**optimiser, **nested}.items()
        if isinstance(value, bool | int | float) and value
    )
    return f"{optimiser['kind']}({settings})"


@command.command("verify", help=text("task.help_verify"))
@click.argument("task", help=text("task.argument_task"))
@click.option("--frameworks", metavar="A,B", help=text("compare.opt_frameworks"))
@click.option("--spec-only", is_flag=True, help=text("task.opt_spec_only"))
@click.option("--full", is_flag=True, help=text("task.opt_full"))
@click.option("--yes", is_flag=True, help=text("compare.opt_yes"))
@click.option("--no-create", is_flag=True, help=text("compare.opt_no_create"))
@click.option("--json", "as_json", is_flag=True, help=text("compare.opt_json"))
def verify(
    task: str,
    frameworks: str | None,
    spec_only: bool,
    full: bool,
    yes: bool,
    no_create: bool,
    as_json: bool,
) -> int:
    from isograd.cli import output
    from isograd.cli.compare import offer_environments, show, split
    from isograd.cli.progress import Progress
    from isograd.evidence.document import comparison
    from isograd.evidence.store import Store
    from isograd.run.comparison import Comparison, Request
    from isograd.suite import load
    from isograd.suite.listing import Verification, VerifyCheck
    from isograd.suite.verify import specification

    folder = load.find(task)
    with load.blaming(folder.path / "task.py"):
        checks = specification(folder)
    for check in checks if not as_json else []:
        mark = text("task.passes") if check.ok else text("task.fails")
        what, _, stem = check.name.partition(" ")
        said = f"{mark} {text(f'task.check_{what}', source=stem)}"
        output.console().print(said + (f": {check.detail}" if check.detail else ""))
    document = None
    if all(check.ok for check in checks) and not spec_only:
        with Store.open() as store:
            request = Request(
                task=task,
                variant="default" if full else "reduced",
                frameworks=split(frameworks),
                figures=(),
                only_sources=not frameworks,
            )
            planned = Comparison(request, store)
            offer_environments(planned.needed(), request.device, yes=yes, no_create=no_create)
            with Progress([c.cell for c in planned.contestants]) as progress:
                planned.watch(progress)
                document = comparison(store, planned.execute())
    cells = document.cells if document else []
    ok = all(check.ok for check in checks) and all(cell.status == "ok" for cell in cells)
    if as_json:
        output.print_json(
            Verification(
                task=folder.task.id,
                ok=ok,
                checks=[VerifyCheck(name=c.name, ok=c.ok, detail=c.detail) for c in checks],
                run=document.run.id if document else None,
                cells=cells,
            )
        )
    elif document is not None:
        show(document)
    return 0 if ok else 4


@command.command("new", help=text("task.help_new"))
@click.argument("name", help=text("task.argument_name"))
@click.option(
    "--in",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    metavar="DIR",
    help=text("task.opt_in"),
)
def new(name: str, folder: Path) -> None:
    from isograd.cli import output
    from isograd.suite import skeleton

    made = skeleton.create(name, folder)
    output.message(text("task.made", path=made))
