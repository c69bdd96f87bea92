"""Each of two processes normalises its half: BatchNormalization(synchronized=True)."""

import json
import sys
from subprocess import Popen

import keras
import torch
import torch.distributed as dist


# %% each process
def normalise(rank, scratch, halves):
    dist.init_process_group("gloo", f"file://{scratch}/store", rank=rank, world_size=2)
    layer = keras.layers.BatchNormalization(epsilon=1e-5, synchronized=True)
    return {"normalised": layer(torch.tensor(halves[rank]), training=True).detach()}  # <-


# %% ask
def ask(scratch, **given):
    other = Popen([sys.executable, "-P", __file__, scratch, json.dumps(given)])
    try:
        return normalise(0, scratch, **given)
    finally:
        other.kill()


if __name__ == "__main__":
    normalise(1, sys.argv[1], **json.loads(sys.argv[2]))
