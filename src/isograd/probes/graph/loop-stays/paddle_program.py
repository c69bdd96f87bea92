"""Count the operations in the graph of a Python loop, for two numbers of turns."""

import paddle
from paddle import static


# %% function
def f(x, turns):
    for _ in range(turns):
        x = paddle.sin(x)
    return x


# %% ask
def ask(f, turns):
    paddle.enable_static()
    try:
        sizes = []
        for n in turns:
            main = static.Program()
            with static.program_guard(main):
                f(static.data("x", [3]), n)
            sizes.append(len(main.global_block().ops))
        return {"sizes": sizes}
    finally:
        paddle.disable_static()
