"""What the shell offers for an argument."""

import click


def complete_run(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Identifiers of runs; none, silently, where the store cannot be read."""
    from isograd.errors import IsogradError
    from isograd.evidence.store import Store

    try:
        with Store.open() as store:
            names = ["latest", *(run.id for run in store.runs())]
    except IsogradError:
        return []
    return [name for name in names if name.startswith(incomplete)]


def complete_question(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Topics and questions of `isograd probe`."""
    from isograd.probing.load import questions, topics

    return [name for name in (*topics(), *questions()) if name.startswith(incomplete)]


def complete_claim(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Identifiers of `isograd claims`."""
    from isograd.claims.load import claims

    return [name for name in claims() if name.startswith(incomplete)]


def complete_concept(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Concepts of `isograd rosetta`."""
    from isograd.probing.concepts import concepts

    return [name for name in concepts() if name.startswith(incomplete)]
