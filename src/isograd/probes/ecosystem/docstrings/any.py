"""Public callables at the top level of the package, and those that have a docstring."""

import importlib
import inspect


# %% ask
def ask(package):
    module = importlib.import_module(package)
    names = [name for name in dir(module) if not name.startswith("_")]
    things = {name: getattr(module, name) for name in names if callable(getattr(module, name))}
    told = [name for name, thing in things.items() if len(inspect.getdoc(thing) or "") > 20]
    return {"all": list(things), "with": told}
