"""Time a scattered sum with the switch off and on, in turns."""

import time

import numpy as np
import torch


# %% function
def scattered(index, x):
    return torch.zeros(16).index_put((index,), x, accumulate=True)


# %% ask
def ask(seed, times):
    generator = np.random.default_rng(seed)
    index = torch.tensor(generator.integers(16, size=200_000))
    x = torch.tensor(generator.random(200_000, "float32"))
    seconds, sums = {True: [], False: []}, []
    for turn in range(2 * times):
        switch = turn % 2 == 1
        torch.use_deterministic_algorithms(switch)
        begin = time.perf_counter()
        made = scattered(index, x)
        seconds[switch].append(time.perf_counter() - begin)
        sums += [made.tolist()] if switch else []
    return {"sums": sums, "on": seconds[True], "off": seconds[False]}
