"""Compute in a process with one thread and in one with two."""

import json
import os
import subprocess
import sys

import jax
import jax.numpy as jnp
import numpy as np


# %% function
def compute(seed, threads):
    x = jnp.array(np.random.default_rng(seed).random([20_000, 32], "float32"))

    def loss(weights):
        return jnp.mean((x @ weights + x[:, :4].sum(1)) ** 2)

    product = x[:1000].T @ x[1000:2000]
    return {
        "sum": [part.sum().item() for part in x.reshape(8, -1)],
        "product": product.tolist(),
        "gradient": jax.grad(loss)(jnp.zeros(32)).tolist(),
    }


# %% ask
def process(seed, threads):
    def pin():  # XLA makes as many threads as the process may use processors
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])

    command = [sys.executable, "-P", __file__, str(seed), str(threads)]
    return json.loads(subprocess.check_output(command, preexec_fn=pin).splitlines()[-1])


def ask(seed):
    return {"one": process(seed, 1), "two": process(seed, 2)}


if __name__ == "__main__":
    print(json.dumps(compute(int(sys.argv[1]), int(sys.argv[2]))))
