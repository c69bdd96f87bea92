"""`isograd runs check`: the rules of fair measurement that a run's records can show.

A rule is a function of the `Facts` of a run that yields a `Breach` for each cell and figure that
breaks it. ``docs/measurement.md`` maps all 36 rules to a check here, to a test, or to the reason
why nothing can show them.
"""

from collections.abc import Iterable

from isograd.evidence.rules import machine, method, statistics, work
from isograd.evidence.rules.facts import Breach, Facts, Rule, facts

__all__ = ["RULES", "Breach", "Facts", "Rule", "check", "facts"]

RULES: dict[int, Rule] = dict(
    sorted({**machine.RULES, **work.RULES, **method.RULES, **statistics.RULES}.items())
)


def check(found: Facts, numbers: Iterable[int] = ()) -> list[Breach]:
    """Every breach of the rules with these ``numbers``, all by default, in their order."""
    wanted = sorted(numbers) or list(RULES)
    return [breach for number in wanted for breach in RULES[number](found)]
