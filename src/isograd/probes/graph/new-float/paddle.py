"""Call a function with several values of a Python float."""

import paddle
from paddle.jit.sot.opcode_translator.executor.executor_cache import OpcodeExecutorCache


# %% function
def f(x, factor):
    return x * factor


# %% ask
def ask(f, factors):
    cache = OpcodeExecutorCache()
    f(paddle.ones([3]), factors[0])
    first = cache.translate_count
    for factor in factors[1:]:
        f(paddle.ones([3]), factor)
    return {"graphs": cache.translate_count - first}
