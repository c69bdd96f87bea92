"""Two processes write the weights that both hold; one reads: tf.train.Checkpoint."""

import json
import os
import socket
import sys
from pathlib import Path
from subprocess import Popen

import tensorflow as tf


# %% each process
def save(scratch, start, rank, *ports):
    cluster = {"worker": [f"127.0.0.1:{port}" for port in ports]}
    task = {"type": "worker", "index": rank}
    os.environ["TF_CONFIG"] = json.dumps({"cluster": cluster, "task": task})
    with tf.distribute.MultiWorkerMirroredStrategy().scope():
        weight = tf.Variable(start)
    weight.assign(weight * 2)
    place = "saved" if rank == 0 else "not-the-chief"  # all take part, the chief's is kept
    tf.train.Checkpoint(weight=weight).write(f"{scratch}/{place}/weights")


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
    weight = tf.Variable(tf.zeros_like(start))
    tf.train.Checkpoint(weight=weight).read(f"{scratch}/saved/weights")
    files = sum(file.is_file() for file in Path(scratch, "saved").rglob("*"))
    return {"weight": weight.numpy(), "files": files}


if __name__ == "__main__":
    save(sys.argv[1], json.loads(sys.argv[2]), *map(int, sys.argv[3:]))
