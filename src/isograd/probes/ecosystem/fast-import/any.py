"""Seconds of an import in a fresh process, three times."""

import subprocess
import sys

CODE = """
import time
begin = time.perf_counter()
import {package}
print("took", time.perf_counter() - begin)
"""


# %% ask
def ask(package):
    command = [sys.executable, "-P", "-c", CODE.format(package=package)]
    runs = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(3)]
    return {"seconds": [float(run.stdout.split("took")[-1]) for run in runs]}
