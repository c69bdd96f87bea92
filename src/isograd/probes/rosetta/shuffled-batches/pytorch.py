"""Shuffled batches."""

import numpy as np
import torch


# %% snippet
def batches(rows):
    data = torch.utils.data.TensorDataset(torch.from_numpy(rows))
    for (batch,) in torch.utils.data.DataLoader(data, batch_size=3, shuffle=True):
        yield batch


# %% ask
def ask(rows):
    seen = [[int(row) for row in batch] for batch in batches(np.array(rows))]
    return {
        "sizes": [len(batch) for batch in seen],
        "rows": sorted(row for batch in seen for row in batch),
    }
