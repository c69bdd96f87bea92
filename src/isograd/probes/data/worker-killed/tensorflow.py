"""A Python function that tf.data maps in parallel ends in the middle of an epoch."""

import os
import signal
import subprocess
import sys
import time

import tensorflow as tf


# %% function
def read(index, bad):
    if index == bad:
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
    loader = tf.data.Dataset.range(48).map(
        lambda index: tf.numpy_function(read, [index, int(sys.argv[1])], tf.int64),
        num_parallel_calls=2,
    )
    for _ in loader.batch(4):
        pass
