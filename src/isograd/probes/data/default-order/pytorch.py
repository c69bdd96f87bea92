"""A DataLoader that is told the batch size only."""

import torch
from torch.utils.data import DataLoader, TensorDataset


# %% ask
def ask(rows, batch):
    loader = DataLoader(TensorDataset(torch.tensor(rows)), batch_size=batch)
    return {"rows": [row for (part,) in loader for row in part.tolist()]}
