"""Bit patterns through paddle.save and paddle.load."""

import numpy as np
import paddle


# %% ask
def ask(single, half, scratch):
    weights = {
        "single": paddle.to_tensor(np.array(single, "uint32").view("float32")),
        "half": paddle.to_tensor(np.array(half, "uint16"), dtype="bfloat16"),
    }
    paddle.save(weights, f"{scratch}/weights.pdparams")
    weights = paddle.load(f"{scratch}/weights.pdparams")
    return {
        "single": weights["single"].numpy().view("uint32"),
        "half": weights["half"].numpy().view("uint16"),
    }
