"""The saved network, without its source."""

import paddle


# %% ask
def ask(scratch, weights, images):
    model = paddle.jit.load(f"{scratch}/model")
    outputs = model(paddle.to_tensor(images)[:, None]).numpy()
    return {"outputs": outputs}
