"""What an import prints in a fresh process."""

import subprocess
import sys


# %% ask
def ask(package):
    command = [sys.executable, "-P", "-c", f"import {package}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {"printed": done.stdout + done.stderr}
