"""What the options of measurement ask for, as the campaign takes it."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from isograd.errors import UsageError
from isograd.i18n import text, unknown

if TYPE_CHECKING:
    from isograd.run.timing import Profile, Timing

_UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0}
# Of what a sweep may ask for. Weights between two layers grow with the square of their width, and
# the oracle holds sixteen perturbed copies of them in turn.
_MOST = {"batch": 999_999, "width": 4096}


def timing(
    *,
    profile: "Profile | None",
    precision: str | None,
    budget: str | None,
    reference: str | None,
    sweep: Sequence[str],
    threads: str | None,
    device: str,
    timeout: float,
) -> "Timing":
    """`UsageError` for a value that cannot be read, or that asks for more than there is."""
    from isograd.run.timing import Timing

    chosen: Profile = profile or "full"
    sizes = sweeps(sweep)
    return Timing(
        profile=chosen,
        threads=thread_counts(threads or ("1,all" if chosen == "full" else "1")),
        precision=None if precision is None else share(precision),
        budget_seconds=None if budget is None else seconds(budget),
        reference=reference or "",
        batches=sizes["batch"],
        widths=sizes["width"],
        device=device,
        timeout=timeout,
    )


def share(value: str, option: str = "--precision") -> float:
    """``5%`` or ``0.05``; `UsageError` outside of 0.1 to 50 %."""
    found = re.fullmatch(r"\s*([0-9.]+)\s*(%?)\s*", value)
    try:
        number = float(found[1]) / (100 if found[2] else 1) if found else 0.0
    except ValueError:
        number = 0.0
    if not 0.001 <= number <= 0.5:
        raise UsageError(text("compare.bad_share", option=option, value=value))
    return number


def seconds(value: str) -> float:
    """``10m``, ``90s``, ``1.5h``."""
    found = re.fullmatch(r"\s*([0-9]+(?:\.[0-9]+)?)\s*([smh])\s*", value)
    if not found or float(found[1]) <= 0:
        raise UsageError(text("compare.bad_budget", value=value))
    return float(found[1]) * _UNITS[found[2]]


def sweeps(values: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """``batch=1,8,64`` and ``width=16,64``: the sizes by axis, none where an axis is not asked for;
    an axis may come twice."""
    found: dict[str, list[int]] = {axis: [] for axis in _MOST}
    for value in values:
        axis, _, numbers = value.partition("=")
        axis = axis.strip()
        if axis not in found:
            raise UsageError(unknown("sweep", axis, found))
        sizes = [part.strip() for part in numbers.split(",")]
        if not all(re.fullmatch(r"[1-9][0-9]{0,5}", size) for size in sizes) or any(
            int(size) > _MOST[axis] for size in sizes
        ):
            raise UsageError(text("compare.bad_sweep", value=value, most=_MOST[axis]))
        found[axis] += map(int, sizes)
    return {axis: tuple(dict.fromkeys(sizes)) for axis, sizes in found.items()}


def thread_counts(value: str) -> tuple[int, ...]:
    """``1,all``; no more than there are CPUs for this process."""
    from isograd.run.fingerprint import allowed_cpus

    every = len(allowed_cpus())
    counts = []
    for part in value.split(","):
        part = part.strip()
        if part != "all" and not re.fullmatch(r"[1-9][0-9]*", part):
            raise UsageError(text("compare.bad_threads", value=value))
        counts.append(every if part == "all" else int(part))
    if max(counts) > every:
        raise UsageError(text("compare.many_threads", threads=max(counts), cpus=every))
    return tuple(dict.fromkeys(counts))


def quick_modes(frameworks: Sequence[str] = (), environment: str = "") -> list[str]:
    """Of each framework the mode that its users begin with, and the one that compiles; only those
    that run in ``environment``, if one is named."""
    from isograd import registry

    return [
        f"{framework.id}/{mode}"
        for framework in registry.frameworks().values()
        if not frameworks or framework.id in frameworks
        for mode in dict.fromkeys((framework.default_mode, framework.compiled_mode))
        if environment in ("", framework.environment_of(framework.mode(mode)))
    ]
