"""Call a function with arrays of several dtypes."""

import paddle
from paddle.jit.sot.opcode_translator.executor.executor_cache import OpcodeExecutorCache


# %% function
def f(x):
    return x + x


# %% ask
def ask(f, dtypes):
    cache = OpcodeExecutorCache()
    f(paddle.ones([3], dtype=dtypes[0]))
    first = cache.translate_count
    for dtype in dtypes[1:]:
        f(paddle.ones([3], dtype=dtype))
    return {"graphs": cache.translate_count - first}
