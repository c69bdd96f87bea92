"""The saved network, without its source."""

import time


# %% ask
def ask(scratch, weights, images):
    begin = time.perf_counter()
    import paddle

    model = paddle.jit.load(f"{scratch}/model")
    outputs = model(paddle.to_tensor(images)[:, None]).numpy()
    return {"outputs": outputs, "seconds": time.perf_counter() - begin}
