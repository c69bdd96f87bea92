"""Gradients through the saved network."""

import paddle


# %% ask
def ask(scratch, weights, images):
    model = paddle.jit.load(f"{scratch}/model")
    model.train()
    model(paddle.to_tensor(images)[:, None]).square().sum().backward()
    found = {tuple(parameter.shape): parameter.grad for parameter in model.parameters()}
    return {"dense": found[4, 3].numpy(), "offset": found[3,].numpy()}
