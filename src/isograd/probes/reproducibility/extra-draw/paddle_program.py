"""Draw after seeding, and once more with another draw in between."""

import paddle
from paddle import static


# %% ask
def ask(seed, size):
    paddle.enable_static()
    one, two = static.Program(), static.Program()
    with static.program_guard(one):
        draw = paddle.rand([size])
    with static.program_guard(two):
        extra = paddle.rand([size, 2])
    executor = static.Executor()
    paddle.seed(seed)
    first = executor.run(one, fetch_list=[draw])[0]
    paddle.seed(seed)
    executor.run(two, fetch_list=[extra])
    again = executor.run(one, fetch_list=[draw])[0]
    paddle.disable_static()
    return {"first": first, "again": again}
