"""Fit the constants of a damped, driven pendulum through 200 Runge–Kutta steps.

The angle obeys θ″ = torque − ω² sin θ − γ θ′; its state is [θ, θ′]. Parameters are log ω, log γ and
the torque. The oracle is discretise-then-optimise: the gradient is that of the 200 steps as they
are computed, by the adjoint of each of their stages, not that of the continuous equation.
"""

import numpy as np

from isograd.suite.contract import Array, Arrays, Dataset, Task, Title
from isograd.suite.optimisers import Adam

STEPS, BATCH, EXAMPLES, HELD_OUT = 25, 32, 128, 32

RK_STEPS, EVERY = 200, 50  # the angle is observed after 50, 100, 150 and 200 steps
H = 1 / 32  # time step; a power of two, so that no dtype rounds it

TRUTH = {"log_omega": np.log(2.0), "log_gamma": np.log(0.25), "torque": 0.5}
NOISE = 0.02  # standard deviation of an observed angle; the loss ends near its square

# With ω = 2, the energy of a start within these is at most 2.9 of the 8 that would carry it over
# the top (both less the torque's part). So every trajectory swings to and fro, loses energy, and
# contracts: there is no chaos, and rounding grows no faster than the phase.
LARGEST_ANGLE, LARGEST_VELOCITY = 1.2, 1.0


def dataset(rng: np.random.Generator) -> Dataset:
    largest = np.array([LARGEST_ANGLE, LARGEST_VELOCITY])
    x = rng.uniform(-largest, largest, (EXAMPLES + HELD_OUT, 2)).astype(np.float32)  # [rows, 2]
    truth = {f"pendulum.{name}": np.float64(value) for name, value in TRUTH.items()}
    exact = forward(truth, x.astype(np.float64))[0]
    y = (exact + NOISE * rng.standard_normal(exact.shape)).astype(np.float32)  # [rows, 4]
    epochs = [rng.permutation(EXAMPLES) for _ in range(1 + STEPS * BATCH // EXAMPLES)]
    order = np.concatenate(epochs)[: STEPS * BATCH].reshape(STEPS, BATCH)
    return Dataset(
        train={"x": x[:EXAMPLES], "y": y[:EXAMPLES]},
        order=order.astype(np.int64),
        held_out={"x": x[EXAMPLES:], "y": y[EXAMPLES:]},
    )


def initial(rng: np.random.Generator) -> Arrays:
    # ω starts near enough for the phase to be off by less than half a swing at the end: farther
    # away the loss has other minima.
    return {
        "pendulum.log_omega": np.array(0.6, np.float32),
        "pendulum.log_gamma": np.array(-1.2, np.float32),
        "pendulum.torque": np.array(0.3, np.float32),
    }


Stages = list[tuple[Array, Array]]  # angle and velocity at which the four slopes were taken


def forward(parameters: Arrays, x: Array) -> tuple[Array, list[Stages]]:
    """Observed angles [batch, 4] from the starts ``x`` [batch, 2], and the stages of every step."""
    number = x.dtype.type
    stiffness = np.exp(2 * parameters["pendulum.log_omega"])
    damping = np.exp(parameters["pendulum.log_gamma"])
    torque = parameters["pendulum.torque"]

    def acceleration(angle: Array, velocity: Array) -> Array:
        force: Array = torque - stiffness * np.sin(angle) - damping * velocity
        return force

    angle, velocity = x[:, 0], x[:, 1]
    half, whole, sixth = number(H / 2), number(H), number(6)
    observed, tape = [], []
    for count in range(1, RK_STEPS + 1):
        v1, a1 = velocity, acceleration(angle, velocity)
        at2 = angle + half * v1
        v2 = velocity + half * a1
        a2 = acceleration(at2, v2)
        at3 = angle + half * v2
        v3 = velocity + half * a2
        a3 = acceleration(at3, v3)
        at4 = angle + whole * v3
        v4 = velocity + whole * a3
        a4 = acceleration(at4, v4)
        tape.append([(angle, v1), (at2, v2), (at3, v3), (at4, v4)])
        angle = angle + whole * (v1 + 2 * v2 + 2 * v3 + v4) / sixth
        velocity = velocity + whole * (a1 + 2 * a2 + 2 * a3 + a4) / sixth
        if count % EVERY == 0:
            observed.append(angle)
    return np.stack(observed, axis=1), tape


def loss_and_gradients(parameters: Arrays, batch: Arrays) -> tuple[Array, Arrays]:
    observed, tape = forward(parameters, batch["x"])
    number = observed.dtype.type
    error = observed - batch["y"]  # [batch, 4]
    upstream = 2 * error / number(error.size)

    stiffness = np.exp(2 * parameters["pendulum.log_omega"])
    damping = np.exp(parameters["pendulum.log_gamma"])
    to_stiffness, to_damping, to_torque = number(0), number(0), number(0)

    # to_angle and to_velocity are the adjoints of the state after a step, [batch]. The slopes of
    # stage k are (v_k, a_k); each stage's adjoints flow to the one before it and to the step's
    # start.
    to_angle = np.zeros_like(observed[:, 0])
    to_velocity = np.zeros_like(to_angle)
    offsets = [number(0), number(H / 2), number(H / 2), number(H)]  # of stage k along slope k − 1
    weights = [number(H / 6), number(H / 3), number(H / 3), number(H / 6)]
    for count in range(RK_STEPS, 0, -1):
        if count % EVERY == 0:
            to_angle = to_angle + upstream[:, count // EVERY - 1]
        start_angle, start_velocity = to_angle, to_velocity
        later_angle = later_velocity = np.zeros_like(to_angle)  # adjoints of the stage after
        along = number(0)
        for stage in (3, 2, 1, 0):
            angle, velocity = tape[count - 1][stage]
            slope_a = weights[stage] * to_velocity + along * later_velocity  # of a_stage
            slope_v = weights[stage] * to_angle + along * later_angle  # of v_stage as a slope
            to_stiffness -= np.sum(slope_a * np.sin(angle))
            to_damping -= np.sum(slope_a * velocity)
            to_torque += np.sum(slope_a)
            later_angle = -stiffness * np.cos(angle) * slope_a
            later_velocity = slope_v - damping * slope_a
            along = offsets[stage]
            start_angle = start_angle + later_angle
            start_velocity = start_velocity + later_velocity
        to_angle, to_velocity = start_angle, start_velocity
    return np.mean(error * error), {
        "pendulum.log_omega": 2 * stiffness * to_stiffness,
        "pendulum.log_gamma": damping * to_damping,
        "pendulum.torque": to_torque,
    }


def predict(parameters: Arrays, buffers: Arrays, arrays: Arrays) -> Arrays:
    return {"angles": forward(parameters, arrays["x"])[0]}


task = Task(
    id="pendulum-ode",
    title=Title(en="Pendulum, differential equation", zh="摆，微分方程"),
    summary=Title(
        en="Fit frequency, damping and torque of a pendulum through 200 Runge–Kutta steps, Adam.",
        zh="通过 200 步龙格–库塔积分拟合摆的频率、阻尼和力矩，Adam。",
    ),
    seed=7,
    steps=STEPS,
    optimiser=Adam(learning_rate=5e-3),
    dataset=dataset,
    initial=initial,
    loss_and_gradients=loss_and_gradients,
    predict=predict,
    reduced_steps=2,
)
