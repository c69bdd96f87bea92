"""Look at the graph of a function as text."""

import paddle


# %% function
@paddle.jit.to_static(full_graph=True)
def chain(x, names):
    for name in names:
        x = getattr(paddle, name)(x)
    return x


# %% ask
def ask(names):
    concrete, _ = chain.get_concrete_program(paddle.ones([3]), names)
    return {"text": str(concrete.main_program)}
