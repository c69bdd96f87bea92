"""Architectures of paddle.vision.models, some built without weights and trained for a step."""

import inspect

import paddle


# %% ask
def ask(places):
    offered = [name for name, _ in inspect.getmembers(paddle.vision.models, inspect.isfunction)]
    moved = {}
    for name in {offered[int(place * len(offered))] for place in places}:
        model = getattr(paddle.vision.models, name)(pretrained=False, num_classes=10)
        before = [weight.clone() for weight in model.parameters()]
        out = model(paddle.randn([2, 3, 224, 224]))
        out = out[0] if isinstance(out, (list, tuple)) else out
        optimizer = paddle.optimizer.SGD(0.01, parameters=model.parameters())
        out.square().mean().backward()
        optimizer.step()
        pairs = zip(before, model.parameters())
        moved[name] = max(float((a - b).abs().max()) for a, b in pairs)
    return {"offered": offered, "moved": moved}
