"""Compute in a process with one thread and in one with two."""

import json
import os
import subprocess
import sys

import numpy as np
import tensorflow as tf
from keras import Variable, ops


# %% function
def compute(seed, threads):
    tf.config.threading.set_intra_op_parallelism_threads(threads)
    tf.config.threading.set_inter_op_parallelism_threads(threads)
    x = ops.array(np.random.default_rng(seed).random([20_000, 32], "float32"))
    weights = Variable(ops.zeros([32]))
    with tf.GradientTape() as tape:
        loss = ops.mean((ops.matmul(x, weights) + ops.sum(x[:, :4], 1)) ** 2)
    product = ops.matmul(ops.transpose(x[:1000]), x[1000:2000])
    return {
        "sum": [float(ops.sum(part)) for part in ops.reshape(x, [8, -1])],
        "product": product.numpy().tolist(),
        "gradient": tape.gradient(loss, weights.value).numpy().tolist(),
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
