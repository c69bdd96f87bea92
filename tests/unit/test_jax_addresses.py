"""Which names the parts of a JAX source's state get, where one optimiser or several change it."""

from pathlib import Path

import pytest

import isograd
from isograd_worker.adapter import load_source

WORKER = Path(isograd.__file__).parent / "frameworks" / "jax" / "worker"
addresses = load_source(str(WORKER / "addresses.py"))


def test_under_one_optimiser_nothing_is_prefixed() -> None:
    kinds = [False, False, True]
    assert [(), (), ()] == addresses.owners(["params", "stats", "opt_state"], kinds)


def test_of_several_each_optimiser_belongs_to_the_model_in_its_place() -> None:
    names = ["generator", "discriminator", "state_g", "state_d"]
    found = addresses.owners(names, [False, False, True, True])
    assert [("generator",), ("discriminator",), ("generator",), ("discriminator",)] == found
    assert ("slot/m", "generator.first.w") == addresses.in_optimiser(
        (*found[2], 0, "mu", "first", "w")
    )
    assert ("parameter", "discriminator.first.w") == addresses.in_model((*found[1], "first", "w"))


def test_an_optimiser_without_a_model_is_refused() -> None:
    names = ["generator", "discriminator", "state_g", "state_d", "state_e"]
    with pytest.raises(ValueError, match=r"for each of \['generator', 'discriminator'\]"):
        addresses.owners(names, [False, False, True, True, True])


def test_what_an_optimiser_was_given_is_no_slot_of_the_state() -> None:
    names = {"hidden.kernel": "hidden.w"}
    kept = addresses.Addresses(names)
    leaves = {
        ("parameter", "hidden.w"): 1.0,
        addresses.in_optimiser((0, "noted_gradient", "hidden", "w")): 2.0,
        addresses.in_optimiser((1, 0, "mu", "hidden", "w")): 3.0,
    }
    assert ["m/hidden.kernel"] == list(kept.state(leaves).slots)
    assert {"hidden.kernel": 2.0} == kept.noted(leaves)
