"""Compute in a process with one thread and in one with two."""

import json
import os
import subprocess
import sys

import numpy as np
import torch


# %% function
def compute(seed, threads):
    torch.set_num_threads(threads)
    x = torch.tensor(np.random.default_rng(seed).random([20_000, 32], "float32"))
    weights = torch.zeros(32, requires_grad=True)
    (((x @ weights + x[:, :4].sum(1)) ** 2).mean()).backward()
    product = x[:1000].T @ x[1000:2000]
    return {
        "sum": [part.sum().item() for part in x.reshape(8, -1)],
        "product": product.tolist(),
        "gradient": weights.grad.tolist(),
    }


# %% ask
def process(seed, threads):
    environment = {**os.environ, "OMP_NUM_THREADS": str(threads), "MKL_NUM_THREADS": str(threads)}
    command = [sys.executable, "-P", __file__, str(seed), str(threads)]
    return json.loads(subprocess.check_output(command, env=environment).splitlines()[-1])


def ask(seed):
    return {"one": process(seed, 1), "two": process(seed, 2)}


if __name__ == "__main__":
    print(json.dumps(compute(int(sys.argv[1]), int(sys.argv[2]))))
