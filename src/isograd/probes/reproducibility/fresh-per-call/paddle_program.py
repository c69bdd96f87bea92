"""Add noise at each of several runs of one program."""

import paddle
from paddle import static


# %% ask
def ask(seed, calls):
    paddle.enable_static()
    main = static.Program()
    with static.program_guard(main):
        noisy = paddle.zeros([3]) + paddle.rand([3])
    executor = static.Executor()
    paddle.seed(seed)
    draws = [executor.run(main, fetch_list=[noisy])[0] for _ in range(calls)]
    paddle.disable_static()
    return {"draws": draws}
