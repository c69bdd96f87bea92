"""A DataLoader over a data set that has one bad row."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from paddle.io import DataLoader, Dataset


# %% function
class Rows(Dataset):
    def __init__(self, bad, message):
        self.bad, self.message = bad, message

    def __len__(self):
        return 48

    def __getitem__(self, index):
        if index == self.bad:
            raise ValueError(self.message)
        return np.int64(index)


def read(bad, message):
    loader = DataLoader(Rows(bad, message), batch_size=4)
    return {"rows": [np.ravel(part).tolist() for part in loader]}


# %% ask
def ask(bad, message):
    return ThreadPoolExecutor(1).submit(read, bad, message).result(timeout=30)  # it may hang
