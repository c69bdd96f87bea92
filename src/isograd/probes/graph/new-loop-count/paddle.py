"""Call a function whose loop turns as often as its Python integer says, with several integers."""

import paddle
from paddle.jit.sot.opcode_translator.executor.executor_cache import OpcodeExecutorCache


# %% function
def f(x, turns):
    for _ in range(turns):
        x = x * 0.5 + 1
    return x


# %% ask
def ask(f, x, counts):
    cache = OpcodeExecutorCache()
    values = [float(f(paddle.to_tensor(x), counts[0]))]
    first = cache.translate_count
    for turns in counts[1:]:
        values.append(float(f(paddle.to_tensor(x), turns)))
    return {"values": values, "graphs": cache.translate_count - first}
