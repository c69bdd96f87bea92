"""One of the two worker processes of a PyDataset is killed in the middle of an epoch."""

import os
import signal
import subprocess
import sys
import time

import keras
import numpy as np


# %% function
class Batches(keras.utils.PyDataset):
    def __init__(self, bad):
        super().__init__(workers=2, use_multiprocessing=True)
        self.bad = bad

    def __len__(self):
        return 12

    def __getitem__(self, place):
        if place == self.bad // 4:
            time.sleep(1)  # until all others have been delivered
            print(time.time(), flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
        return np.zeros((4, 1)), np.zeros((4, 1))


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
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile(loss="mse")
    model.fit(Batches(int(sys.argv[1])), shuffle=False, verbose=0)
