"""Compute in a process with one thread and in one with two."""

import json
import os
import subprocess
import sys

import numpy as np
import tensorflow as tf


# %% function
def compute(seed, threads):
    tf.config.threading.set_intra_op_parallelism_threads(threads)
    tf.config.threading.set_inter_op_parallelism_threads(threads)
    x = tf.constant(np.random.default_rng(seed).random([20_000, 32], "float32"))
    weights = tf.Variable(tf.zeros([32, 1]))
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((x @ weights + tf.reduce_sum(x[:, :4], 1, keepdims=True)) ** 2)
    product = tf.transpose(x[:1000]) @ x[1000:2000]
    return {
        "sum": [float(tf.reduce_sum(part)) for part in tf.reshape(x, [8, -1])],
        "product": product.numpy().tolist(),
        "gradient": tape.gradient(loss, weights).numpy()[:, 0].tolist(),
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
