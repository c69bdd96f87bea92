"""The saved network, without its source."""

import time


# %% ask
def ask(scratch, weights, images):
    begin = time.process_time()
    import paddle

    model = paddle.jit.load(f"{scratch}/model")
    outputs = model(paddle.to_tensor(images)[:, None]).numpy()
    return {"outputs": outputs, "seconds": time.process_time() - begin}
