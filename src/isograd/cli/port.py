"""``isograd port``: a model as native source, weights and a certificate for each target."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from isograd.errors import UsageError
from isograd.i18n import text

if TYPE_CHECKING:
    from isograd.port.model import Spec
    from isograd.port.run import Ported, PortResult

# In order of weight: the worst one decides the exit code.
EXIT = {"training": 0, "forward": 0, "emitted": 0}


@click.command(help=text("port.help"))
@click.argument("model", metavar="MODEL")
@click.option("--to", "to", metavar="A,B", help=text("port.opt_to"))
@click.option("-o", "--output", type=click.Path(path_type=Path), help=text("port.opt_output"))
@click.option("--input", "inputs", multiple=True, metavar="SPEC", help=text("port.opt_input"))
@click.option("--args", "arguments", metavar="JSON", help=text("port.opt_args"))
@click.option("--kwargs", "keywords", metavar="JSON", help=text("port.opt_kwargs"))
@click.option("--weights", type=click.Path(path_type=Path), help=text("port.opt_weights"))
@click.option("--no-certificate", is_flag=True, help=text("port.opt_no_certificate"))
@click.option("-y", "--yes", is_flag=True, help=text("compare.opt_yes"))
@click.option("--framework-index", is_flag=True, help=text("env.opt_framework_index"))
@click.option("--json", "as_json", is_flag=True, help=text("compare.opt_json"))
def command(
    model: str,
    to: str | None,
    output: Path | None,
    inputs: tuple[str, ...],
    arguments: str | None,
    keywords: str | None,
    weights: Path | None,
    no_certificate: bool,
    yes: bool,
    framework_index: bool,
    as_json: bool,
) -> int:
    from isograd.cli import output as out
    from isograd.cli.compare import offer_environments
    from isograd.port import targets
    from isograd.port.run import port
    from isograd.port.workers import source_framework

    spec = asked(model, inputs, arguments, keywords, weights)
    wanted = targets.chosen(to)
    framework = source_framework()
    assert framework.environment is not None
    needed = [framework.environment.id]
    if not no_certificate:
        needed += [one for name in wanted for one in targets.environments(name)]
    offer_environments(
        list(dict.fromkeys(needed)),
        "cpu",
        yes=yes,
        no_create=False,
        framework_index=framework_index,
    )
    folder = output or Path(f"{spec.name}-ported")

    def watch(target: str, state: str) -> None:
        out.message(text(f"port.doing_{state}", target=target, model=spec.name))

    result = port(spec, wanted, folder, certificate=not no_certificate, watch=watch)
    if as_json:
        out.print_json(result)
    else:
        _show(result)
    return max(EXIT.get(one.status, 1) for one in result.targets)


def asked(
    model: str,
    inputs: tuple[str, ...],
    arguments: str | None,
    keywords: str | None,
    weights: Path | None,
) -> "Spec":
    """The options as a Spec; `UsageError` that names the one at fault."""
    from isograd.port.model import Spec, located, parse_input

    if not inputs:
        raise UsageError(text("port.no_input"), hint=text("port.bad_input_hint"))
    if weights is not None and not weights.is_file():
        raise UsageError(text("port.no_file", path=weights))
    if weights is not None and weights.suffix != ".safetensors":
        raise UsageError(text("port.not_safetensors", path=weights))
    return Spec(
        model=located(model),
        arguments=tuple(_json("--args", arguments, list)),
        keywords=tuple(_json("--kwargs", keywords, dict).items()),
        inputs=tuple(parse_input(one) for one in inputs),
        weights=str(weights.resolve()) if weights else "",
    )


def _json(option: str, given: str | None, kind: type) -> Any:
    if given is None:
        return kind()
    try:
        value = json.loads(given)
    except ValueError as error:
        raise UsageError(text("port.bad_json", option=option, why=str(error))) from error
    if not isinstance(value, kind):
        wanted = "[…]" if kind is list else "{…}"
        raise UsageError(text("port.bad_json", option=option, why=wanted))
    return value


def _show(result: "PortResult") -> None:
    from isograd.cli import output as out

    columns = [text(f"port.column_{name}") for name in ("target", "status", "directory")]
    rows = [[r.target, text(f"port.status_{r.status}"), r.directory or "—"] for r in result.targets]
    out.table(columns, rows, whole={0})
    reasons(result.targets)


def reasons(targets: Sequence["Ported"]) -> None:
    """What stands against targets, each thing once: the place, the reason, what to do."""
    from isograd.cli import output as out

    lines: dict[str, None] = {}
    for one in targets:
        if one.reason and not one.refusals:
            lines[f"{one.target}: {one.reason}"] = None
        for stands in one.refusals:
            where = f"{stands.file}:{stands.line}: " if stands.file else ""
            lines[f"{where}{stands.reason}"] = None
            if stands.hint:
                lines[text("cli.hint", hint=stands.hint)] = None
    for line in lines:
        out.message(line)
