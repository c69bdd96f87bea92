"""The targets that models can be ported to, found in the frameworks' folders."""

import importlib
from functools import cache

from isograd.emit.target import Target
from isograd.errors import UsageError
from isograd.i18n import unknown
from isograd.registry import Framework, frameworks


@cache
def names() -> dict[str, Framework]:
    """Identifiers of all targets in display order, with the framework that each belongs to."""
    return {port.id: owner for owner in frameworks().values() for port in owner.ports}


def chosen(given: str | None) -> list[str]:
    """``a,b`` as identifiers; all for none; `UsageError` for an unknown one."""
    known = list(names())
    if not given:
        return known
    wanted = [one.strip() for one in given.split(",") if one.strip()]
    for one in wanted:
        if one not in known:
            raise UsageError(unknown("target", one, known))
    return list(dict.fromkeys(wanted))


@cache
def target(identifier: str) -> Target:
    """The writer of one target."""
    owner = names()[identifier]
    module = importlib.import_module(f"isograd.frameworks.{owner.id}.targets.{identifier}")
    found: Target = module.TARGET
    return found


def environments(identifier: str) -> list[str]:
    """Worker environments that a certificate of a target needs, the deciding one first."""
    owner = names()[identifier]
    port = next(one for one in owner.ports if one.id == identifier)
    return list(dict.fromkeys(owner.environment_of(spot) for spot in (port, *port.others)))
