"""Each of two processes works on half of every batch: fit under MultiWorkerMirroredStrategy."""

import json
import os
import socket
import sys
from subprocess import Popen

import keras
import numpy as np
import tensorflow as tf


# %% each process
def train(rank, workers, start, batches, targets, rate):
    task = {"type": "worker", "index": rank}
    os.environ["TF_CONFIG"] = json.dumps({"cluster": {"worker": workers}, "task": task})
    with tf.distribute.MultiWorkerMirroredStrategy().scope():
        layer = keras.layers.Dense(1, use_bias=False)
        model = keras.Sequential([keras.Input([len(start)]), layer])
        model.compile(keras.optimizers.SGD(rate), "mse")
        layer.set_weights([np.array(start)[:, None]])
    weights = []
    for batch in zip(batches, targets):
        model.fit(tf.data.Dataset.from_tensors(batch), verbose=0)  # <-
        weights.append(layer.get_weights()[0][:, 0])
    return {"weights": weights}


# %% ask
def ask(**given):
    with socket.create_server(("127.0.0.1", 0)) as a, socket.create_server(("127.0.0.1", 0)) as b:
        workers = [f"127.0.0.1:{free.getsockname()[1]}" for free in (a, b)]
    other = Popen([sys.executable, "-P", __file__, json.dumps(workers), json.dumps(given)])
    try:
        return train(0, workers, **given)
    finally:
        other.kill()


if __name__ == "__main__":
    train(1, json.loads(sys.argv[1]), **json.loads(sys.argv[2]))
