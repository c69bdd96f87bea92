"""Draw from one seed in float32 and in float64."""

import paddle


# %% ask
def ask(seed, size):
    paddle.seed(seed)
    single = paddle.randn([size], dtype="float32")
    paddle.seed(seed)
    double = paddle.randn([size], dtype="float64")
    return {"float32": single.numpy(), "float64": double.numpy()}
