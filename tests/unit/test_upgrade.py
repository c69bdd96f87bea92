"""Which environment an upgrade goes into, and what its requirements become."""

import pytest
from packaging.requirements import Requirement

from isograd.cli.upgrade_check import home, requirement
from isograd.errors import UsageError
from isograd.run.environments.requirements import changed

LINES = ["jax==0.10.2", "jaxlib==0.10.2", "numpy==2.4.6"]


def test_named_packages_replace_their_pins_and_no_others() -> None:
    wanted = [Requirement("JAX==0.10.1"), Requirement("jaxlib==0.10.1")]
    assert ["jax==0.10.1", "jaxlib==0.10.1", "numpy==2.4.6"] == changed(LINES, wanted)
    assert LINES == changed(LINES, [])


def test_a_package_that_is_not_pinned_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="jaxlib"):
        changed(LINES, [Requirement("jaxlibs==1")])


@pytest.mark.parametrize("given", ["jax", "jax>=0.10", "jax==0.10,<1", "===", "jax == "])
def test_only_one_exact_version_is_taken(given: str) -> None:
    with pytest.raises(UsageError, match="exact version"):
        requirement(given)


def test_the_environment_is_that_which_holds_the_package() -> None:
    assert "jax" == home([Requirement("flax==0.12.7")], None)
    assert "paddle" == home([Requirement("numpy==2.4.5")], "paddle")
    with pytest.raises(UsageError, match="several environments hold numpy"):
        home([Requirement("numpy==2.4.5")], None)
    with pytest.raises(UsageError, match="no worker environment holds nothing-like-it"):
        home([Requirement("nothing-like-it==1")], None)
    with pytest.raises(UsageError):
        home([Requirement("numpy==2.4.5")], "jacks")
