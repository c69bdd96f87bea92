"""Functions and classes that programs use, and those whose parameters Python can name."""

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


def listed(thing):
    try:
        parameters = inspect.signature(thing).parameters.values()
    except (TypeError, ValueError):
        return False  # built in, without a signature
    any_number = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return not parameters or any(p.kind not in any_number for p in parameters)


# %% ask
def ask(names, package):
    things = callables(names[package])
    return {"all": list(things), "with": [name for name in things if listed(things[name])]}
