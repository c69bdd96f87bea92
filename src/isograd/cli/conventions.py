"""``isograd conventions``: what frameworks define differently, how much, and in which cells."""

import click

from isograd.i18n import text


def _short(cells: list[str]) -> list[str]:
    """``jax/jit`` for both of its dtypes, ``jax/jit (float32)`` for one."""
    dtypes: dict[str, list[str]] = {}
    for cell in cells:
        mode, _, dtype = cell.rpartition("/")
        dtypes.setdefault(mode, []).append(dtype)
    return [m if len(found) > 1 else f"{m} ({found[0]})" for m, found in dtypes.items()]


@click.command(help=text("conventions.help"))
@click.argument("task", required=False)
@click.option("--json", "as_json", is_flag=True, help=text("compare.opt_json"))
def command(task: str | None, as_json: bool) -> None:
    from isograd.cli import output
    from isograd.i18n import language
    from isograd.suite import load
    from isograd.suite.catalogue import catalogue

    found = catalogue([load.find(name) for name in ([task] if task else load.names())])
    if as_json:
        output.print_json(found)
        return
    console = output.console()
    for entry in found.conventions:
        if task and not entry.uses:
            continue
        console.print(entry.id, style="bold")
        console.print(f"  {entry.text[language()]}")
        console.print(f"  {entry.formula}")
        console.print(f"  {entry.source}")
        for use in entry.uses:
            cells = ", ".join(_short(use.cells))
            effect = f"{use.effect:.1e}"
            console.print("  " + text("conventions.use", task=use.task, effect=effect, cells=cells))
            if use.effect_on_predictions is not None:
                effect = f"{use.effect_on_predictions:.1e}"
                console.print("    " + text("conventions.predictions", effect=effect))
        if not entry.uses:
            console.print("  " + text("conventions.unused"))
