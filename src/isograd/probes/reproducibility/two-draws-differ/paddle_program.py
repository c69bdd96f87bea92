"""Draw twice in one program."""

import paddle
from paddle import static


# %% ask
def ask(seed, size):
    paddle.enable_static()
    main = static.Program()
    with static.program_guard(main):
        draws = [paddle.rand([size]), paddle.rand([size])]
    paddle.seed(seed)
    made = static.Executor().run(main, fetch_list=draws)
    paddle.disable_static()
    return {"draws": made}
