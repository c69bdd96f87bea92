"""A DataLoader that is told the batch size only."""

import paddle
from paddle.io import DataLoader, TensorDataset


# %% ask
def ask(rows, batch):
    loader = DataLoader(TensorDataset([paddle.to_tensor(rows)]), batch_size=batch)
    return {"rows": [row for (part,) in loader for row in part.tolist()]}
