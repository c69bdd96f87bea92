"""An import in a fresh process in which a deprecation is an error."""

import subprocess
import sys


# %% ask
def ask(package):
    strict = ["-W", "error::DeprecationWarning", "-W", "error::PendingDeprecationWarning"]
    command = [sys.executable, "-P", *strict, "-c", f"import {package}"]
    done = subprocess.run(command, capture_output=True, text=True)
    return {"code": done.returncode, "told": done.stderr}
