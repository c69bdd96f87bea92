"""A causal transformer of one block that predicts the next character of a bilingual text."""

from collections.abc import Callable, Set
from pathlib import Path

import numpy as np

from isograd.suite.contract import Array, Arrays, Dataset, Pass, Task, Title
from isograd.suite.optimisers import AdamW, Schedule, f32

STEPS, BATCH, CONTEXT, SAMPLED = 60, 8, 16, 24
WIDTH, HEADS = 32, 2
HEAD = WIDTH // HEADS  # 16, so that the scale 1/√16 = 1/4 is exact wherever it is rounded
EPSILON = 1e-5  # of layer norm
CUBIC = 0.044715  # of GELU's approximation by tanh

HERE = Path(__file__).parent
TEXTS = [(HERE / f"{name}.txt").read_text("utf-8") for name in ("alice", "laozi")]
VOCABULARY = sorted(set("".join(TEXTS)))
IDS = {character: number for number, character in enumerate(VOCABULARY)}
PROMPTS = (
    "Alice was making",
    "the hot day made",
    "有名万物之母。故常无欲，以观其妙",
    "是以圣人之治，虚其心，实其腹，弱",
)


def encode(text: str) -> Array:
    return np.array([IDS[character] for character in text], np.int64)


def dataset(rng: np.random.Generator) -> Dataset:
    """Every window of CONTEXT characters of either text, and the same one character on."""
    windows = [
        np.lib.stride_tricks.sliding_window_view(encode(text), CONTEXT + 1) for text in TEXTS
    ]
    rows = np.concatenate(windows)
    order = rng.permutation(len(rows))[: STEPS * BATCH].reshape(STEPS, BATCH).astype(np.int64)
    prompts = np.stack([encode(prompt) for prompt in PROMPTS])
    return Dataset({"x": rows[:, :-1], "y": rows[:, 1:]}, order, held_out={"prompt": prompts})


def initial(rng: np.random.Generator) -> Arrays:
    parameters: Arrays = {}

    def normal(name: str, *shape: int, scale: float, mean: float = 0.0) -> None:
        drawn = mean + scale * rng.standard_normal(shape)
        parameters[name] = drawn.astype(np.float32)

    def dense(name: str, inputs: int, outputs: int, bias: bool = True) -> None:
        normal(f"{name}.kernel", inputs, outputs, scale=inputs**-0.5)
        if bias:  # drawn too: a zero would hide a wrong sign or a swapped axis
            normal(f"{name}.bias", outputs, scale=0.1)

    def norm(name: str) -> None:
        normal(f"{name}.scale", WIDTH, scale=0.1, mean=1.0)
        normal(f"{name}.bias", WIDTH, scale=0.1)

    normal("token.table", len(VOCABULARY), WIDTH, scale=0.5)
    normal("position.table", CONTEXT, WIDTH, scale=0.5)
    norm("attention_norm")
    # Without biases: softmax does not see the key's, so its gradient would be rounding alone, and
    # Adam would make steps of it.
    for name in ("query", "key", "value", "output"):
        dense(name, WIDTH, WIDTH, bias=False)
    norm("mlp_norm")
    dense("expand", WIDTH, 4 * WIDTH)
    dense("contract", 4 * WIDTH, WIDTH)
    norm("final_norm")
    dense("head", WIDTH, len(VOCABULARY))
    return parameters


Backward = Callable[[Array], Array]  # gradient of a layer's output -> gradient of its input


class Model:
    """The forward pass, layer by layer, each with its way back; ``gradients`` fills on that way."""

    def __init__(self, parameters: Arrays, conventions: Set[str] = frozenset()) -> None:
        self.parameters, self.conventions = parameters, conventions
        self.gradients: Arrays = {}

    def embed(self, x: Array) -> tuple[Array, Backward]:
        """[batch, time] of tokens -> [batch, time, width]."""
        tokens, positions = self.parameters["token.table"], self.parameters["position.table"]

        def backward(upstream: Array) -> Array:
            table = np.zeros_like(tokens)
            np.add.at(table, x, upstream)
            self.gradients["token.table"] = table
            self.gradients["position.table"] = upstream.sum(axis=0)
            return upstream

        return tokens[x] + positions, backward

    def norm(self, name: str, x: Array) -> tuple[Array, Backward]:
        short = "layer-norm-epsilon-float32" in self.conventions
        epsilon = x.dtype.type(f32(EPSILON) if short else EPSILON)
        scale, bias = self.parameters[f"{name}.scale"], self.parameters[f"{name}.bias"]
        centred = x - x.mean(axis=-1, keepdims=True)
        variance = (centred * centred).mean(axis=-1, keepdims=True)
        inverse = 1 / np.sqrt(variance + epsilon)
        hat = centred * inverse

        def backward(upstream: Array) -> Array:
            self.gradients[f"{name}.scale"] = (upstream * hat).sum(axis=(0, 1))
            self.gradients[f"{name}.bias"] = upstream.sum(axis=(0, 1))
            into = upstream * scale
            along = (into * hat).mean(axis=-1, keepdims=True)
            made: Array = inverse * (into - into.mean(axis=-1, keepdims=True) - hat * along)
            return made

        return hat * scale + bias, backward

    def dense(self, name: str, x: Array) -> tuple[Array, Backward]:
        kernel = self.parameters[f"{name}.kernel"]
        bias = self.parameters.get(f"{name}.bias")

        def backward(upstream: Array) -> Array:
            flat = upstream.reshape(-1, upstream.shape[-1])
            self.gradients[f"{name}.kernel"] = x.reshape(-1, x.shape[-1]).T @ flat
            if bias is not None:
                self.gradients[f"{name}.bias"] = flat.sum(axis=0)
            into: Array = upstream @ kernel.T
            return into

        made: Array = x @ kernel
        return made if bias is None else made + bias, backward

    def attention(self, x: Array) -> tuple[Array, Backward]:
        """Each position attends to itself and those before it, in HEADS heads."""
        (q, q_back), (k, k_back), (v, v_back) = (
            self.dense(name, x) for name in ("query", "key", "value")
        )
        q, k, v = _heads(q), _heads(k), _heads(v)  # [batch, heads, time, HEAD]
        scale = x.dtype.type(HEAD**-0.5)
        hidden = ~np.tri(x.shape[1], dtype=bool)
        scores = np.where(hidden, x.dtype.type(-np.inf), q @ k.swapaxes(2, 3) * scale)
        weights = _softmax(scores)
        made, out_back = self.dense("output", _joined(weights @ v))

        def backward(upstream: Array) -> Array:
            into = _heads(out_back(upstream))
            of_weights = into @ v.swapaxes(2, 3)
            along = (of_weights * weights).sum(axis=-1, keepdims=True)
            of_scores = weights * (of_weights - along) * scale
            made: Array = (
                q_back(_joined(of_scores @ k))
                + k_back(_joined(of_scores.swapaxes(2, 3) @ q))
                + v_back(_joined(weights.swapaxes(2, 3) @ into))
            )
            return made

        return made, backward

    def gelu(self, x: Array) -> tuple[Array, Backward]:
        number = x.dtype.type
        short = "gelu-cubic-float32" in self.conventions
        cubic, root = number(f32(CUBIC) if short else CUBIC), number(np.sqrt(2 / np.pi))
        tanh = np.tanh(root * (x + cubic * x * x * x))

        def backward(upstream: Array) -> Array:
            slope = root * (1 + 3 * cubic * x * x)
            made: Array = upstream * ((1 + tanh) / 2 + x * (1 - tanh * tanh) * slope / 2)
            return made

        return x * (1 + tanh) / 2, backward

    def logits(self, x: Array) -> tuple[Array, Backward]:
        """[batch, time] of tokens -> [batch, time, vocabulary]."""
        stream, embed_back = self.embed(x)
        made, norm_1_back = self.norm("attention_norm", stream)
        made, attention_back = self.attention(made)
        stream = stream + made
        made, norm_2_back = self.norm("mlp_norm", stream)
        made, expand_back = self.dense("expand", made)
        made, gelu_back = self.gelu(made)
        made, contract_back = self.dense("contract", made)
        stream = stream + made
        made, norm_3_back = self.norm("final_norm", stream)
        made, head_back = self.dense("head", made)

        def backward(upstream: Array) -> Array:
            into = norm_3_back(head_back(upstream))
            into = into + norm_2_back(expand_back(gelu_back(contract_back(into))))
            into = into + norm_1_back(attention_back(into))
            return embed_back(into)

        return made, backward


def _heads(x: Array) -> Array:
    return x.reshape(*x.shape[:2], HEADS, HEAD).swapaxes(1, 2)


def _joined(x: Array) -> Array:
    made: Array = x.swapaxes(1, 2).reshape(x.shape[0], x.shape[2], WIDTH)
    return made


def _softmax(scores: Array) -> Array:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    made: Array = raised / raised.sum(axis=-1, keepdims=True)
    return made


def forward_backward(
    parameters: Arrays, buffers: Arrays, batch: Arrays, conventions: Set[str]
) -> Pass:
    """The mean over all positions of −log p(next character)."""
    model = Model(parameters, conventions)
    logits, backward = model.logits(batch["x"])
    shifted = logits - logits.max(axis=-1, keepdims=True)
    log_sum = np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    target = np.take_along_axis(shifted, batch["y"][..., None], axis=-1)
    loss = (log_sum - target).mean()
    upstream = _softmax(logits)
    index = np.ix_(*(np.arange(size) for size in batch["y"].shape))
    upstream[(*index, batch["y"])] -= 1
    backward(upstream / logits.dtype.type(batch["y"].size))
    return Pass(loss, model.gradients)


def predict(
    parameters: Arrays, buffers: Arrays, arrays: Arrays, conventions: Set[str], count: int
) -> Arrays:
    """The likeliest next character, SAMPLED times, of the last CONTEXT ones; and the logits of the
    prompts themselves, [prompt, time, vocabulary]."""
    model = Model(parameters, conventions)
    text = arrays["prompt"]
    for _ in range(SAMPLED):
        logits, _ = model.logits(text[:, -CONTEXT:])
        text = np.concatenate([text, logits[:, -1:].argmax(axis=-1)], axis=1)
    return {"tokens": text[:, CONTEXT:], "logits": model.logits(arrays["prompt"])[0]}


task = Task(
    id="char-transformer",
    title=Title(en="Character transformer", zh="字符级 Transformer"),
    summary=Title(
        en="Predict the next character of an English and a Chinese text: causal attention, layer "
        "norm, GELU, AdamW with warm-up and clipping, greedy sampling.",
        zh="预测英文与中文文本的下一个字符：因果注意力、层归一化、GELU、"
        "带预热与梯度裁剪的 AdamW、贪心采样。",
    ),
    # No greedy choice is near a tie: along the samples of the trained model the two largest logits
    # differ by 9.6e-3 at least (1.2e-2 after `reduced_steps`), where float32 moves them by about
    # 1e-5. GELU, softmax and layer norm are smooth.
    seed=31,
    steps=STEPS,
    # The rates of the warm-up, the decay and the norm are powers of two or small multiples of one,
    # so no framework rounds them.
    optimiser=AdamW(
        learning_rate=2**-7,
        schedule=Schedule(warmup=8),
        clip_norm=1.0,
        epsilon=1e-6,
        weight_decay=2**-6,
    ),
    dataset=dataset,
    initial=initial,
    forward_backward=forward_backward,
    predict=predict,
    predict_from=("prompt",),
)
