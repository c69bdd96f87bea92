"""The worker's own NumPy optimisers are the host's, in every convention that a target has."""

from typing import Any

import numpy as np
import pytest

from isograd import registry
from isograd.port.bench import RULES
from isograd.suite.optimisers import AdamW, Momentum, Optimiser
from isograd_worker import stepping

RNG = np.random.default_rng(5)
START = {"a": RNG.standard_normal((3, 4)), "b": RNG.standard_normal(5)}
GRADIENTS = [{name: RNG.standard_normal(v.shape) for name, v in START.items()} for _ in range(8)]
CONVENTIONS = [port.conventions for f in registry.frameworks().values() for port in f.ports]
SLOTS = {"sgd": {"m": "momentum"}, "adamw": {"m": "m", "v": "v"}}


def host(rule: dict[str, Any]) -> Optimiser:
    numbers = {name: value for name, value in rule.items() if name != "kind"}
    return Momentum(**numbers) if rule["kind"] == "momentum" else AdamW(**numbers)


@pytest.mark.parametrize("use", CONVENTIONS, ids=lambda use: str(len(use)))
@pytest.mark.parametrize("name", RULES)
def test_equal_to_the_hosts(name: str, use: list[str]) -> None:
    rule, optimiser = RULES[name], host(RULES[name])
    mine, my_slots = START, stepping.zeros(rule["kind"], START)
    theirs = START
    slots = {f"{s}/{n}": np.zeros_like(v) for s in optimiser.slots for n, v in START.items()}
    for count, gradients in enumerate(GRADIENTS):
        mine, my_slots = stepping.update(rule, mine, gradients, my_slots, count, use)
        theirs, slots = optimiser.update(theirs, gradients, slots, count, set(use))
    for parameter in START:
        np.testing.assert_allclose(mine[parameter], theirs[parameter], rtol=1e-15, atol=1e-15)
        for slot, other in SLOTS[name].items():
            found, wanted = my_slots[f"{slot}/{parameter}"], slots[f"{other}/{parameter}"]
            np.testing.assert_allclose(found, wanted, rtol=1e-15, atol=1e-15)


def test_conventions_make_a_difference() -> None:
    """Or the test above would say nothing about them."""
    for rule in RULES.values():
        slots = stepping.zeros(rule["kind"], START)
        plain, other = (
            {**made, **kept}
            for made, kept in (
                stepping.update(rule, START, GRADIENTS[0], slots, 0, use)
                for use in ((), max(CONVENTIONS, key=len))
            )
        )
        assert any(not np.array_equal(plain[name], other[name]) for name in plain)
