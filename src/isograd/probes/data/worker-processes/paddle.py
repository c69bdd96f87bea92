"""A data set that tells in which process it is read, by two workers."""

import os

import numpy as np
from paddle.io import DataLoader, Dataset


# %% function
class Processes(Dataset):
    def __init__(self, batches):
        self.batches = batches

    def __len__(self):
        return self.batches

    def __getitem__(self, place):
        return np.int64(os.getpid())


# %% ask
def ask(batches):
    loader = DataLoader(Processes(batches), batch_size=1, num_workers=2)
    return {"processes": [int(np.ravel(part)[0]) for part in loader], "own": os.getpid()}
