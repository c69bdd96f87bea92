"""Count the operations in the graph of a Python loop, for two numbers of turns."""

import paddle


# %% function
@paddle.jit.to_static(full_graph=True)
def f(x, turns):
    for _ in range(turns):
        x = paddle.sin(x)
    return x


# %% ask
def ask(f, turns):
    programs = [f.get_concrete_program(paddle.ones([3]), n)[0].main_program for n in turns]
    return {"sizes": [len(program.global_block().ops) for program in programs]}
