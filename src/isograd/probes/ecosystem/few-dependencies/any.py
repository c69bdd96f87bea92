"""Distributions that the framework declares to need, with what these need."""

from importlib.metadata import distribution, packages_distributions

from pip._vendor.packaging.requirements import Requirement
from pip._vendor.packaging.utils import canonicalize_name

# What a training needs besides: a backend, optimisers.
BESIDES = {"keras": ["tensorflow"], "jax": ["optax"]}


# %% function
def closure(name, found):
    """Distributions that ``name`` needs, itself included."""
    found[canonicalize_name(name)] = distribution(name)
    for line in distribution(name).requires or []:
        needed = Requirement(line)
        if needed.marker is None or needed.marker.evaluate({"extra": ""}):
            if canonicalize_name(needed.name) not in found:
                closure(needed.name, found)
    return found


def installed(package):
    found = {}
    for module in [package, *BESIDES.get(package, [])]:
        closure(packages_distributions()[module][0], found)
    return found


# %% ask
def ask(package):
    return {"distributions": sorted(installed(package))}
