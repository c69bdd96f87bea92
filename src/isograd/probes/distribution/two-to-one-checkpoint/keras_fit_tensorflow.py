"""Two processes hold the weights, the first writes them; one reads: save_weights."""

import json
import os
import socket
import sys
from pathlib import Path
from subprocess import Popen

import keras
import numpy as np
import tensorflow as tf


def build(start):
    layer = keras.layers.Dense(len(start[0]), use_bias=False)
    return keras.Sequential([keras.Input([len(start)]), layer])


# %% each process
def save(scratch, start, rank, *ports):
    cluster = {"worker": [f"127.0.0.1:{port}" for port in ports]}
    task = {"type": "worker", "index": rank}
    os.environ["TF_CONFIG"] = json.dumps({"cluster": cluster, "task": task})
    with tf.distribute.MultiWorkerMirroredStrategy().scope():
        model = build(start)
        model.set_weights([2 * np.array(start)])
    place = "saved" if rank == 0 else "not-the-chief"  # all take part, the chief's is kept
    Path(scratch, place).mkdir()
    model.save_weights(f"{scratch}/{place}/model.weights.h5")


# %% ask
def ask(scratch, start):
    with socket.create_server(("127.0.0.1", 0)) as a, socket.create_server(("127.0.0.1", 0)) as b:
        ports = [str(free.getsockname()[1]) for free in (a, b)]
    command = [sys.executable, "-P", __file__, scratch, json.dumps(start)]
    both = [Popen([*command, rank, *ports]) for rank in "01"]
    try:
        if any(process.wait(100) for process in both):
            raise ChildProcessError("saving failed")
    finally:
        for process in both:
            process.kill()
    model = build(start)
    model.load_weights(f"{scratch}/saved/model.weights.h5")
    files = sum(file.is_file() for file in Path(scratch, "saved").rglob("*"))
    return {"weight": model.get_weights()[0], "files": files}


if __name__ == "__main__":
    save(sys.argv[1], json.loads(sys.argv[2]), *map(int, sys.argv[3:]))
