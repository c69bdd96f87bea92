"""Time a scattered sum with the switch off and on, in turns."""

import time

import numpy as np
import paddle


# %% function
def scattered(index, x):
    return paddle.scatter_nd_add(paddle.zeros([16]), index, x)


# %% ask
def ask(seed, times):
    generator = np.random.default_rng(seed)
    index = paddle.to_tensor(generator.integers(16, size=200_000)).unsqueeze(1)
    x = paddle.to_tensor(generator.random(200_000, "float32"))
    seconds, sums = {True: [], False: []}, []
    for turn in range(2 * times):
        switch = turn % 2 == 1
        paddle.set_flags({"FLAGS_cudnn_deterministic": switch})
        begin = time.perf_counter()
        made = scattered(index, x).numpy()
        seconds[switch].append(time.perf_counter() - begin)
        sums += [made] if switch else []
    return {"sums": sums, "on": seconds[True], "off": seconds[False]}
