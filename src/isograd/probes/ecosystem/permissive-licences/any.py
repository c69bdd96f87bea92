"""Licences that the framework and all that it needs declare in their metadata."""

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


def declared(part):
    classes = [c for c in part.metadata.get_all("Classifier") or [] if c.startswith("License")]
    fields = [part.metadata[name] for name in ("License-Expression", "License")]
    return "; ".join([field[:200] for field in fields if field] + classes)


# %% ask
def ask(package):
    parts = installed(package)
    return {
        "framework": next(iter(parts)),
        "declared": {name: declared(part) for name, part in parts.items()},
    }
