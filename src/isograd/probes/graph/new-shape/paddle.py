"""Call a function with arrays of several lengths."""

import paddle
from paddle.jit.sot.opcode_translator.executor.executor_cache import OpcodeExecutorCache


# %% function
def f(x):
    return x * x


# %% ask
def ask(f, sizes):
    cache = OpcodeExecutorCache()
    f(paddle.ones([sizes[0]]))
    first = cache.translate_count
    for size in sizes[1:]:
        f(paddle.ones([size]))
    return {"graphs": cache.translate_count - first}
