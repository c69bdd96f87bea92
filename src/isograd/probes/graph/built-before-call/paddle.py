"""Count the graphs of a function when it is defined, after one call, and after several."""

import paddle
from paddle.jit.sot.opcode_translator.executor.executor_cache import OpcodeExecutorCache

start = OpcodeExecutorCache().translate_count


def graphs():
    return OpcodeExecutorCache().translate_count - start


# %% function
def f(x):
    return x * x


# %% ask
def ask(f, calls):
    counts = [graphs()]
    for _ in range(calls):
        f(paddle.ones([3]))
        counts.append(graphs())
    return {"counts": counts}
