"""Functions and classes that programs use, and those with every parameter annotated."""

import inspect
import pkgutil


# %% function
def callables(names):
    """What can be called of ``names``, by name."""
    found = {}
    for name in names:
        try:
            thing = pkgutil.resolve_name(name)
        except (AttributeError, ImportError):
            continue  # an attribute of an instance
        if callable(thing):
            found[name] = thing
    return found


def annotated(thing):
    try:
        signature = inspect.signature(thing)
    except (TypeError, ValueError):
        return False  # built in, without a signature
    return all(p.annotation is not p.empty for p in signature.parameters.values())


# %% ask
def ask(names, package):
    things = callables(names[package])
    return {"all": list(things), "with": [name for name in things if annotated(things[name])]}
