"""Add up the losses of a loop, and measure by how much the process has grown."""

import os
from pathlib import Path

import paddle


# %% ask
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def ask(steps, megabytes):
    w = paddle.ones([1])
    w.stop_gradient = False
    total, before = 0.0, None
    for _ in range(steps + 1):
        x = paddle.ones([megabytes * 2**18])
        total += (w * x).mean()
        before = before or resident()  # after the first step
    return {"bytes": resident() - before, "total": total.item()}
