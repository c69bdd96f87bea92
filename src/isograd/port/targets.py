"""The targets that models can be ported to, found in the frameworks' folders."""

import importlib
from functools import cache

from isograd.emit.target import Target
from isograd.port.workers import ports
from isograd.port.workers import target as lookup


def chosen(given: str | None) -> list[str]:
    """``a,b`` as identifiers; all for none; `UsageError` for an unknown one."""
    if not given:
        return list(ports())
    wanted = list(dict.fromkeys(one.strip() for one in given.split(",") if one.strip()))
    for one in wanted:
        lookup(one)
    return wanted


@cache
def target(identifier: str) -> Target:
    """The writer of one target."""
    owner, _ = lookup(identifier)
    module = importlib.import_module(f"isograd.frameworks.{owner.id}.targets.{identifier}")
    found: Target = module.TARGET
    return found


def environments(identifier: str) -> list[str]:
    """Worker environments that a certificate of a target needs, the deciding one first."""
    owner, port = lookup(identifier)
    return list(dict.fromkeys(owner.environment_of(spot) for spot in (port, *port.others)))
