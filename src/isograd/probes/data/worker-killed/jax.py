"""One of two processes of the standard library is killed, since JAX has no loader."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor

import jax.numpy as jnp


# %% function
def read(index):
    if index == int(sys.argv[1]):
        time.sleep(1)  # until all others have been delivered
        print(time.time(), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
    return index


# %% ask
def ask(bad):
    command = [sys.executable, "-P", __file__, str(bad)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    child = subprocess.Popen(command, start_new_session=True, **pipes)
    killed = float(child.stdout.readline())
    try:
        _, told = child.communicate(timeout=30)
        ended = True
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        told, ended = "", False
    return {"ended": ended, "told": told, "code": child.poll(), "seconds": time.time() - killed}


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as workers:
        for row in workers.map(read, range(48)):
            jnp.array(row)
