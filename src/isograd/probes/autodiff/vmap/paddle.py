"""A function of one row, applied to all rows."""

import paddle

runs = []


# %% function
def one(row):
    runs.append(1)
    return row / (1 + row.abs().sum())


# %% ask
def ask(rows):
    mapped = paddle.stack([one(row) for row in paddle.to_tensor(rows)])
    return {"rows": mapped.numpy(), "runs": len(runs)}
