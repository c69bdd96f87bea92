"""Arrays handed over in a process of their own, as a refusal aborts it."""

import json
import subprocess
import sys

import numpy as np
import tensorflow as tf


# %% function
def hand_over(x):
    arrays = [np.array(x, "float32") for _ in range(20)]
    tensors = [tf.experimental.dlpack.from_dlpack(array.__dlpack__()) for array in arrays]
    values = tensors[0].numpy().tolist()
    for array in arrays:
        array += 1
    shared = [float(tensor[0]) != values[0] for tensor in tensors]
    return {"values": values, "shared": shared}


# %% ask
def ask(x):
    command = [sys.executable, "-P", __file__, json.dumps(x)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        told = [
            line for line in done.stderr.splitlines() if "Check failed" in line or "Error" in line
        ]
        raise RuntimeError(
            f"exit status {done.returncode}: {told[-1] if told else done.stderr[-300:]}"
        )
    return json.loads(done.stdout)


if __name__ == "__main__":
    print(json.dumps(hand_over(json.loads(sys.argv[1]))))
