"""A DataLoader with two workers over a data set that has one bad row."""

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


# %% ask
def ask(bad, message):
    loader = DataLoader(Rows(bad, message), batch_size=4, num_workers=2)
    return {"rows": [np.ravel(part).tolist() for part in loader]}
