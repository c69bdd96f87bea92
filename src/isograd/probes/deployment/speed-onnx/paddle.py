"""An eager call and the exported network, in turn, with one image."""

import time

import onnxruntime
import paddle
from paddle import nn
from paddle.static import InputSpec


# %% network
def network(weights):
    kernel, *vectors, dense, offset = map(paddle.to_tensor, weights.values())
    body = nn.Sequential(nn.Conv2D(1, 4, 3), nn.BatchNorm2D(4), nn.ReLU(), nn.MaxPool2D(2))
    head = nn.Sequential(nn.AdaptiveAvgPool2D(1), nn.Flatten(), nn.Linear(4, 3))
    model = nn.Sequential(body, head)
    state = [kernel.transpose([3, 2, 0, 1]), *vectors, dense, offset]
    model.set_state_dict(dict(zip(model.state_dict(), state)))
    model.eval()
    return model


# %% timing
def alternate(rounds, **calls):
    times = {name: [] for name in calls}
    for turn in range(rounds + 20):
        for name, call in calls.items():
            begin = time.perf_counter()
            call()
            if turn >= 20:  # warm by then
                times[name].append(time.perf_counter() - begin)
    return times


# %% ask
@paddle.no_grad()
def ask(scratch, weights, images, rounds):
    model, x = network(weights), paddle.to_tensor(images)[:, None]
    spec = InputSpec([1, 1, 8, 8], "float32")
    paddle.onnx.export(model, f"{scratch}/model", [spec], opset_version=17)
    session = onnxruntime.InferenceSession(f"{scratch}/model.onnx")
    feed = {session.get_inputs()[0].name: x.numpy()}
    times = alternate(rounds, eager=lambda: model(x), exported=lambda: session.run(None, feed))
    return {"outputs": session.run(None, feed)[0], **times}
