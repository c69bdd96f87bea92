"""``isograd inspect``: what a model is made of, and what stands against a port."""

from pathlib import Path

import click

from isograd.i18n import text


@click.command(help=text("port.inspect_help"))
@click.argument("model", metavar="MODEL")
@click.option("--to", "to", metavar="A,B", help=text("port.opt_to"))
@click.option("--input", "inputs", multiple=True, metavar="SPEC", help=text("port.opt_input"))
@click.option("--args", "arguments", metavar="JSON", help=text("port.opt_args"))
@click.option("--kwargs", "keywords", metavar="JSON", help=text("port.opt_kwargs"))
@click.option("--weights", type=click.Path(path_type=Path), help=text("port.opt_weights"))
@click.option("-y", "--yes", is_flag=True, help=text("compare.opt_yes"))
@click.option("--framework-index", is_flag=True, help=text("env.opt_framework_index"))
@click.option("--json", "as_json", is_flag=True, help=text("compare.opt_json"))
def command(
    model: str,
    to: str | None,
    inputs: tuple[str, ...],
    arguments: str | None,
    keywords: str | None,
    weights: Path | None,
    yes: bool,
    framework_index: bool,
    as_json: bool,
) -> int:
    from isograd.cli import output as out
    from isograd.cli.compare import offer_environments
    from isograd.cli.port import asked, reasons
    from isograd.port import targets
    from isograd.port.inspect import inspect
    from isograd.port.workers import source_framework

    spec = asked(model, inputs, arguments, keywords, weights)
    wanted = targets.chosen(to)
    framework = source_framework()
    assert framework.environment is not None
    offer_environments(
        [framework.environment.id],
        "cpu",
        yes=yes,
        no_create=False,
        framework_index=framework_index,
    )
    seen = inspect(spec, wanted)
    if as_json:
        out.print_json(seen)
    else:
        for line in seen.program:
            click.echo(line)
        for one in seen.targets:
            out.message(text(f"port.would_{one.status}", target=one.target))
        reasons(seen.targets)
    return 1 if any(one.status == "refused" for one in seen.targets) else 0
