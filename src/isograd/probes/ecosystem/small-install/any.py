"""Sizes of the files of the framework and of all that it declares to need."""

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
    sizes = {}
    for name, part in installed(package).items():
        files = [file.locate() for file in part.files or []]
        sizes[name] = sum(file.stat().st_size for file in files if file.exists())
    return {"bytes": sizes}
