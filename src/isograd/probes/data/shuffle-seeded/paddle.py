"""An epoch for each seed that is set."""

import paddle
from paddle.io import DataLoader, TensorDataset


# %% function
def epoch(rows, seed):
    paddle.seed(seed)
    loader = DataLoader(TensorDataset([paddle.to_tensor(rows)]), batch_size=8, shuffle=True)
    return [row for (part,) in loader for row in part.tolist()]


# %% ask
def ask(rows, seed, other):
    return {"first": epoch(rows, seed), "again": epoch(rows, seed), "other": epoch(rows, other)}
