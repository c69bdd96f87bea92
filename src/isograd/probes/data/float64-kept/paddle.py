"""Float64 rows of NumPy through a DataLoader."""

import numpy as np
from paddle.io import DataLoader, Dataset


# %% function
class Rows(Dataset):
    def __init__(self, rows):
        self.rows = np.array(rows)

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, index):
        return self.rows[index]


# %% ask
def ask(rows, batch):
    loader = DataLoader(Rows(rows), batch_size=batch)
    return {"rows": [row for part in loader for row in np.ravel(part).tolist()]}
