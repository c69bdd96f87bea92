"""A DataLoader with a worker process that reads ahead."""

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
    for _ in DataLoader(Slow(batches, pause), num_workers=1, prefetch_factor=2):
        times.append(time.perf_counter())
        time.sleep(pause)
    return {"seconds": time.perf_counter() - times[0], "batches": len(times)}
