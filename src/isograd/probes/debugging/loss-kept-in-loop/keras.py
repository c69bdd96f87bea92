"""Add up the losses of a training loop, and measure by how much the process has grown."""

import os
from pathlib import Path

import keras
import numpy as np


# %% ask
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def ask(steps, megabytes):
    model = keras.Sequential([keras.Input([1]), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    total, before = 0.0, None
    for _ in range(steps + 1):
        x = np.ones([megabytes * 2**18, 1], "float32")
        total += model.train_on_batch(x, np.ones_like(x))
        before = before or resident()  # after the first step
    return {"bytes": resident() - before, "total": total}
