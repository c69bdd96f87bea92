"""A data set that tells in which process it is read, by two workers."""

import os

from torch.utils.data import DataLoader, Dataset


# %% function
class Processes(Dataset):
    def __init__(self, batches):
        self.batches = batches

    def __len__(self):
        return self.batches

    def __getitem__(self, place):
        return os.getpid()


# %% ask
def ask(batches):
    loader = DataLoader(Processes(batches), batch_size=1, num_workers=2)
    return {"processes": [int(process) for process in loader], "own": os.getpid()}
