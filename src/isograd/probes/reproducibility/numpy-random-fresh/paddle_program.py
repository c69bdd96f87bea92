"""Add a number of NumPy's random generator in a program that is run several times."""

import numpy as np
import paddle
from paddle import static


# %% ask
def ask(seed, calls):
    np.random.seed(seed)
    paddle.enable_static()
    main = static.Program()
    with static.program_guard(main):
        noisy = paddle.zeros([3]) + np.random.rand()
    executor = static.Executor()
    draws = [executor.run(main, fetch_list=[noisy])[0] for _ in range(calls)]
    paddle.disable_static()
    return {"draws": draws}
