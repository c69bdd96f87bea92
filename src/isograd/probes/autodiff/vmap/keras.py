"""A function of one row, applied to all rows."""

from keras import ops

runs = []


# %% function
def one(row):
    runs.append(1)
    return row / (1 + ops.sum(ops.abs(row)))


# %% ask
def ask(rows):
    mapped = ops.vectorized_map(one, ops.convert_to_tensor(rows))
    return {"rows": ops.convert_to_numpy(mapped), "runs": len(runs)}
