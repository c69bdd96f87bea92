"""Train a small network with dropout in two processes."""

import json
import os
import subprocess
import sys

import jax
import jax.flatten_util
import optax
from flax import nnx


# %% function
def train(seed):
    rngs = nnx.Rngs(seed)
    hidden = nnx.Linear(8, 32, rngs=rngs), nnx.relu, nnx.Dropout(0.5, rngs=rngs)
    model = nnx.Sequential(*hidden, nnx.Linear(32, 1, rngs=rngs))
    optimizer = nnx.Optimizer(model, optax.adam(1e-3), wrt=nnx.Param)
    gradient = nnx.grad(lambda model, x: (model(x) ** 2).mean())
    for _ in range(20):
        optimizer.update(model, gradient(model, jax.random.normal(rngs(), (64, 8))))
    return jax.flatten_util.ravel_pytree(nnx.state(model, nnx.Param))[0].tolist()


# %% ask
def other_process(seed, hash_seed):
    command = [sys.executable, "-P", __file__, str(seed)]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    return json.loads(subprocess.check_output(command, env=environment).splitlines()[-1])


def ask(seed):
    return {"first": other_process(seed, "1"), "again": other_process(seed, "2")}


if __name__ == "__main__":
    print(json.dumps(train(int(sys.argv[1]))))
