"""Train a small network with dropout in two processes."""

import json
import os
import subprocess
import sys

import keras
import numpy as np
from keras import layers


# %% function
def train(seed):
    keras.utils.set_random_seed(seed)
    hidden = layers.Dense(32, activation="relu")
    model = keras.Sequential([hidden, layers.Dropout(0.5), layers.Dense(1)])
    model.compile("adam", "mse")
    x = keras.random.normal([64, 8])
    model.fit(x, x[:, :1], batch_size=16, epochs=5, verbose=0)
    return np.concatenate([weight.ravel() for weight in model.get_weights()]).tolist()


# %% ask
def other_process(seed, hash_seed):
    command = [sys.executable, "-P", __file__, str(seed)]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    return json.loads(subprocess.check_output(command, env=environment).splitlines()[-1])


def ask(seed):
    return {"first": other_process(seed, "1"), "again": other_process(seed, "2")}


if __name__ == "__main__":
    print(json.dumps(train(int(sys.argv[1]))))
