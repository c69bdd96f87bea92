"""``isograd verify``: repeat the certificate of a ported folder."""

from pathlib import Path

import click

from isograd.i18n import text


@click.command(help=text("port.verify_help"))
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--json", "as_json", is_flag=True, help=text("compare.opt_json"))
def command(folder: Path, as_json: bool) -> int:
    from isograd.cli import output as out
    from isograd.port.folder import verified

    proof = verified(folder)
    if as_json:
        out.print_json(proof)
        return 0 if proof.status == "ok" else 1
    columns = [
        text(f"port.column_{name}") for name in ("part", "environment", "dtype", "status", "worst")
    ]
    rows = [
        [
            part.name,
            part.environment,
            part.dtype,
            text(f"port.part_{part.status}"),
            "—" if part.worst is None else f"{part.worst:.1e}",
        ]
        for part in proof.parts
    ]
    out.table(columns, rows, right={4})
    out.message(text(f"port.certificate_{proof.status}"))
    if proof.reason:
        out.message(proof.reason)
    return 0 if proof.status == "ok" else 1
