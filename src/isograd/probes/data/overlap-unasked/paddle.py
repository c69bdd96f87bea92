"""A DataLoader as it is by default; loading and training pause equally long."""

import time

import numpy as np
from paddle.io import DataLoader, Dataset


# %% function
class Slow(Dataset):
    def __init__(self, batches, pause):
        self.batches, self.pause = batches, pause

    def __len__(self):
        return self.batches

    def __getitem__(self, place):
        time.sleep(self.pause)
        return np.int64(place)


# %% ask
def ask(batches, pause):
    times = []
    for _ in DataLoader(Slow(batches, pause)):
        times.append(time.perf_counter())
        time.sleep(pause)
    return {"seconds": time.perf_counter() - times[0], "batches": len(times)}
