"""A checkpoint that says body is loaded into a model that says trunk."""

import paddle


# %% function
class Model(paddle.nn.Layer):
    def __init__(self, name):
        super().__init__()
        self.add_sublayer(name, paddle.nn.Linear(2, 2, bias_attr=False))


# %% ask
def ask(saved, scratch):
    old, new = Model("body"), Model("trunk")
    old.body.weight.set_value(paddle.to_tensor(saved))
    paddle.save(old.state_dict(), f"{scratch}/weights.pdparams")
    state = paddle.load(f"{scratch}/weights.pdparams")
    new.set_state_dict({name.replace("body", "trunk"): weight for name, weight in state.items()})
    return {"trunk": new.trunk.weight.numpy()}
