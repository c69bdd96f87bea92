"""Draw from one seed in a plain function and in a static program."""

import paddle
from paddle import static


# %% ask
def ask(seed, size):
    paddle.seed(seed)
    first = paddle.rand([size]).numpy()
    paddle.enable_static()
    main = static.Program()
    with static.program_guard(main):
        draw = paddle.rand([size])
    paddle.seed(seed)
    again = static.Executor().run(main, fetch_list=[draw])[0]
    paddle.disable_static()
    return {"first": first, "again": again}
