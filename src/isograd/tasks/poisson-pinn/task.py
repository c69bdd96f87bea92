"""Solve Poisson's equation by a network whose second derivatives in its input obey it."""

from collections.abc import Callable

import numpy as np

from isograd.suite.contract import Array, Arrays, Dataset, Task, Title
from isograd.suite.optimisers import Adam

STEPS, BATCH, POOL, HELD_OUT, WIDTH = 200, 64, 2048, 256, 16
WEIGHT = 100.0  # of the boundary's term
HIDDEN = ("hidden_1", "hidden_2")


def solution(points: Array) -> Array:
    """u = sin πx · sin πy + xy, which is not zero on the boundary; [n, 2] to [n, 1]."""
    x, y = points[:, :1], points[:, 1:]
    return np.asarray(np.sin(np.pi * x) * np.sin(np.pi * y) + x * y)


def source(points: Array) -> Array:
    """f = −Δu = 2π² sin πx · sin πy (xy is harmonic); [n, 2] to [n, 1]."""
    return np.asarray(2 * np.pi**2 * np.prod(np.sin(np.pi * points), axis=1, keepdims=True))


def dataset(rng: np.random.Generator) -> Dataset:
    interior = rng.random((POOL, 2), np.float32)
    boundary = rng.random((POOL, 2), np.float32)
    side = rng.integers(4, size=POOL)
    boundary[np.arange(POOL), side // 2] = side % 2  # one coordinate is 0 or 1
    held_out = rng.random((HELD_OUT, 2), np.float32)

    def exact(function: Callable[[Array], Array], points: Array) -> Array:
        return function(points.astype(np.float64)).astype(np.float32)

    return Dataset(
        train={
            "x": interior,
            "f": exact(source, interior),
            "x_b": boundary,
            "u_b": exact(solution, boundary),
        },
        order=rng.integers(POOL, size=(STEPS, BATCH)),
        held_out={"x": held_out, "u": exact(solution, held_out)},
    )


def initial(rng: np.random.Generator, width: int = WIDTH) -> Arrays:
    def uniform(fan_in: int, *shape: int) -> Array:
        bound = 1 / np.sqrt(fan_in)
        return rng.uniform(-bound, bound, shape).astype(np.float32)

    return {
        "hidden_1.kernel": uniform(2, 2, width),
        "hidden_1.bias": uniform(2, width),
        "hidden_2.kernel": uniform(width, width, width),
        "hidden_2.bias": uniform(width, width),
        "output.kernel": uniform(width, width, 1),
        "output.bias": uniform(width, 1),
    }


# A *jet* of a quantity a(x, y) is the array [4, batch, width] of a, ∂a/∂x, ∂a/∂y and Δa. It passes
# through a layer in closed form: linear maps act on each entry (a bias on the first alone), and
# h = tanh z with s = 1 − h² has ∇h = s ∇z and Δh = s Δz − 2 h s |∇z|².


def seed_jet(points: Array) -> Array:
    """The jet of the coordinates themselves: ∂x/∂x = ∂y/∂y = 1, all else 0."""
    jet = np.zeros((4, *points.shape), points.dtype)
    jet[0] = points
    jet[1, :, 0] = jet[2, :, 1] = 1
    return jet


def tanh_jet(z: Array) -> Array:
    h = np.tanh(z[0])
    s = 1 - h * h
    steepness = z[1] * z[1] + z[2] * z[2]
    return np.stack([h, s * z[1], s * z[2], s * z[3] - 2 * h * s * steepness])


def tanh_jet_adjoint(z: Array, upstream: Array) -> Array:
    """d loss / d z from ``upstream`` = d loss / d tanh_jet(z), by differentiating its formulas:
    ds/dz = −2hs and d(hs)/dz = s(1 − 3h²)."""
    h = np.tanh(z[0])
    s = 1 - h * h
    steepness = z[1] * z[1] + z[2] * z[2]
    slopes = z[1] * upstream[1] + z[2] * upstream[2] + z[3] * upstream[3]
    value = s * upstream[0] - 2 * h * s * slopes
    value -= 2 * s * (1 - 3 * h * h) * steepness * upstream[3]
    curved = 4 * h * s * upstream[3]
    return np.stack([value, *(s * upstream[k] - curved * z[k] for k in (1, 2)), s * upstream[3]])


def propagate(parameters: Arrays, jet: Array) -> tuple[list[tuple[Array, Array]], Array]:
    """(input, pre-activation) of each hidden layer, then the last hidden jet and the output's."""
    seen = []
    for name in HIDDEN:
        z = jet @ parameters[f"{name}.kernel"]
        z[0] += parameters[f"{name}.bias"]
        seen.append((jet, z))
        jet = tanh_jet(z)
    made = jet @ parameters["output.kernel"]
    made[0] += parameters["output.bias"]
    return [*seen, (jet, made)], made


def pull_back(parameters: Arrays, seen: list[tuple[Array, Array]], upstream: Array) -> Arrays:
    """Gradients of all parameters from ``upstream``, the loss's gradient of the output's jet."""
    gradients = {}
    for name, (jet, z) in zip(reversed((*HIDDEN, "output")), reversed(seen), strict=True):
        if name != "output":
            upstream = tanh_jet_adjoint(z, upstream)
        gradients[f"{name}.kernel"] = np.einsum("kbi,kbo->io", jet, upstream)
        gradients[f"{name}.bias"] = upstream[0].sum(axis=0)
        upstream = upstream @ parameters[f"{name}.kernel"].T
    return gradients


def loss_and_gradients(parameters: Arrays, batch: Arrays) -> tuple[Array, Arrays]:
    number = batch["x"].dtype.type
    inside, jet = propagate(parameters, seed_jet(batch["x"]))
    at_boundary, boundary_jet = propagate(parameters, seed_jet(batch["x_b"]))
    residual = -jet[3] - batch["f"]  # [batch, 1]
    misfit = boundary_jet[0] - batch["u_b"]  # [batch, 1]
    loss = np.mean(residual**2) + number(WEIGHT) * np.mean(misfit**2)

    upstream, boundary_upstream = np.zeros_like(jet), np.zeros_like(boundary_jet)
    upstream[3] = residual * number(-2 / len(residual))
    boundary_upstream[0] = misfit * number(2 * WEIGHT / len(misfit))
    first = pull_back(parameters, inside, upstream)
    second = pull_back(parameters, at_boundary, boundary_upstream)
    return loss, {name: first[name] + second[name] for name in parameters}


def predict(parameters: Arrays, buffers: Arrays, arrays: Arrays) -> Arrays:
    return {"u": propagate(parameters, seed_jet(arrays["x"]))[1][0]}


task = Task(
    id="poisson-pinn",
    title=Title(en="Poisson's equation, physics-informed", zh="泊松方程，物理信息神经网络"),
    summary=Title(
        en="Solve −Δu = f on the unit square: 2-16-16-1, tanh, mean squared residual, Adam.",
        zh="在单位正方形上求解 −Δu = f：2-16-16-1、tanh、均方残差、Adam。",
    ),
    seed=1,
    steps=STEPS,
    optimiser=Adam(learning_rate=1e-2),
    dataset=dataset,
    initial=initial,
    loss_and_gradients=loss_and_gradients,
    predict=predict,
    width=WIDTH,
)
