"""Two processes of the standard library that draw from NumPy, since JAX has no loader."""

from concurrent.futures import ProcessPoolExecutor

import jax.numpy as jnp
import numpy as np


# %% function
def draw(index):
    return np.random.random()


# %% ask
def ask(rows, seed):
    np.random.seed(seed)
    draws = []
    for _ in range(2):
        with ProcessPoolExecutor(2) as workers:
            draws += [jnp.array(value) for value in workers.map(draw, range(rows))]
    return {"draws": [float(draw) for draw in draws]}
