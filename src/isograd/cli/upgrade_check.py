"""``isograd upgrade-check``: what another version of a package would change, before it is taken."""

from dataclasses import replace
from typing import TYPE_CHECKING

import click
from packaging.requirements import InvalidRequirement, Requirement

from isograd.errors import UsageError
from isograd.i18n import text

if TYPE_CHECKING:
    from isograd.evidence.store import Store
    from isograd.run.comparison import Request


@click.command(help=text("upgrade.help"))
@click.argument("packages", nargs=-1, required=True, metavar="PACKAGE==VERSION...")
@click.option("--task", default="digits-mlp", show_default=True, help=text("upgrade.opt_task"))
@click.option("--env", "only", metavar="ENV", help=text("upgrade.opt_env"))
@click.option("--profile", type=click.Choice(["quick", "full"]), default="quick",
              show_default=True, help=text("compare.opt_profile"))  # fmt: skip
@click.option("--yes", is_flag=True, help=text("compare.opt_yes"))
@click.option("--json", "as_json", is_flag=True, help=text("runs.help_json"))
def command(
    packages: tuple[str, ...], task: str, only: str | None, profile: str, yes: bool, as_json: bool
) -> int:
    from isograd.cli import _asked as asked
    from isograd.cli import output as out
    from isograd.cli._making import shown
    from isograd.cli.runs import show_changes
    from isograd.evidence.changes import changes
    from isograd.evidence.store import Store
    from isograd.run.comparison import Request
    from isograd.run.environments import create

    wanted = [requirement(package) for package in packages]
    environment = home(wanted, only)
    modes = asked.quick_modes(environment=environment)
    timing = asked.timing(
        profile="quick" if profile == "quick" else "full",
        precision=None,
        budget=None,
        reference=None,
        sweep=(),
        threads=None,
        device="cpu",
        timeout=600.0,
    )
    request = Request(task=task, modes=modes, dtypes=["float32"], timing=timing)
    out.message(text("upgrade.makes", packages=", ".join(packages), env=environment))
    with shown() as see:
        other = create(environment, progress=see, changes=wanted)
    with Store.open() as store:
        runs = [
            measured(replace(request, environments=taken), store, yes=yes)
            for taken in ({}, {environment: other})
        ]
        found = changes(store, *runs)
    if as_json:
        out.print_json(found)
    else:
        show_changes(found)
    return 4 if any(cell.status[1] == "wrong" for cell in found.cells) else 0


def measured(request: "Request", store: "Store", *, yes: bool) -> str:
    """One run; its identifier."""
    from isograd.cli.compare import offer_environments
    from isograd.cli.progress import Progress
    from isograd.run.comparison import Comparison

    planned = Comparison(request, store)
    if not request.environments:
        offer_environments(planned.needed(), request.device, yes=yes, no_create=False)
    cells = [contestant.cell for contestant in planned.contestants]
    with Progress(cells, lambda: planned.remaining) as progress:
        planned.watch(progress)
        return planned.execute()


def requirement(given: str) -> Requirement:
    """``jax==0.10.1``; anything that is not one exact version is a `UsageError`."""
    try:
        found = Requirement(given)
    except InvalidRequirement:
        found = Requirement("x")
    exact = [part for part in found.specifier if part.operator == "=="]
    if len(exact) != 1 or len(list(found.specifier)) != 1:
        raise UsageError(text("upgrade.not_exact", given=given))
    return found


def home(wanted: list[Requirement], only: str | None) -> str:
    """The environment that the first package belongs to: the one that names it as a framework of
    its own, or the one that was asked for."""
    from packaging.utils import canonicalize_name

    from isograd import registry
    from isograd.i18n import unknown
    from isograd.run.environments import requirements

    known = registry.environments()
    if only is not None:
        if only not in known:
            raise UsageError(unknown("environment", only, known))
        return only
    name = canonicalize_name(wanted[0].name)
    holding = [
        environment
        for environment in known
        if any(
            canonicalize_name(Requirement(line).name) == name
            for line in requirements.merged(environment, "cpu")
        )
    ]
    if not holding:
        raise UsageError(text("upgrade.nowhere", package=name))
    if len(holding) > 1:
        raise UsageError(
            text("upgrade.several", package=name, envs=", ".join(holding)),
            hint=text("upgrade.several_hint", env=holding[0]),
        )
    return holding[0]
