"""One of the loader's two worker processes is killed in the middle of an epoch."""

import os
import signal
import subprocess
import sys
import time

import numpy as np
from paddle.io import DataLoader, Dataset


# %% function
class Rows(Dataset):
    def __init__(self, bad):
        self.bad = bad

    def __len__(self):
        return 48

    def __getitem__(self, index):
        if index == self.bad:
            time.sleep(1)  # until all others have been delivered
            print(time.time(), flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
        return np.int64(index)


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
    for _ in DataLoader(Rows(int(sys.argv[1])), batch_size=4, num_workers=2):
        pass
