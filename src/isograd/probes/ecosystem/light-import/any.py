"""Resident memory of a fresh process before and after the import, in KiB."""

import re
import subprocess
import sys

CODE = """
import numpy
status = open("/proc/self/status").read()
import {package}
print(status, open("/proc/self/status").read())
"""


# %% ask
def ask(package):
    command = [sys.executable, "-P", "-c", CODE.format(package=package)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    before, after = re.findall(r"VmRSS:\s+(\d+)", done.stdout)
    return {"before": int(before), "after": int(after)}
