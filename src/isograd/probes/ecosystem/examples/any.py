"""Functions and classes that programs use, and those whose docstring holds an example."""

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


# %% ask
def ask(names, package):
    things = callables(names[package])
    marks = (">>>", "```python", ".. code-block:: python")
    texts = {name: inspect.getdoc(thing) or "" for name, thing in things.items()}
    shown = [name for name, text in texts.items() if any(mark in text for mark in marks)]
    return {"all": list(things), "with": shown}
