"""Settings of a fresh process before and after the import."""

import json
import subprocess
import sys

CODE = """
import json, logging, os, signal, sys, warnings
import numpy

def settings():
    handlers = {{f"signal {{n.name}}": str(signal.getsignal(n)) for n in signal.valid_signals()
                if isinstance(n, signal.Signals)}}
    hooks = {{name: str(getattr(sys, name)) for name in ("excepthook", "displayhook", "path")}}
    return {{**os.environ, **handlers, **hooks,
            "warnings": str(warnings.filters), "recursion": sys.getrecursionlimit(),
            "logging": str(logging.root.handlers) + str(logging.root.level)}}

before = settings()
import {package}
after = settings()
changed = [name for name in after.keys() | before.keys() if after.get(name) != before.get(name)]
print("changed", json.dumps(sorted(changed)))
"""


# %% ask
def ask(package):
    command = [sys.executable, "-P", "-c", CODE.format(package=package)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {"changed": json.loads(done.stdout.split("changed", 1)[1])}
