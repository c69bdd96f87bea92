"""Effects, families, warm-up, break-even and plans, on made-up numbers whose truth is known."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isograd.measure import steady
from isograd.measure.breakeven import Course, break_even
from isograd.measure.effect import Effect, _rank_quantile, effect
from isograd.measure.family import floor, holm, verdict
from isograd.measure.outliers import shares
from isograd.measure.plan import Pilot, allocate


def waves(
    generator: np.random.Generator, launches: int, *, bad: float = 0.0, correlated: bool = False
) -> list[np.ndarray]:
    """Log-ratios of a true ratio of 1: a bias of each launch (0.6 %, as measured), and rounds."""
    bias = generator.normal(0.0, 0.006, launches)
    strange = generator.random(launches) < bad
    bias = np.where(strange, generator.choice([-0.05, 0.05], launches), bias)
    made = []
    for level in bias:
        rounds = generator.normal(0.0, 0.02, 10)
        if correlated:
            for k in range(1, 10):
                rounds[k] = 0.6 * rounds[k - 1] + 0.8 * rounds[k]
        made.append(level + rounds)
    return made


@pytest.mark.parametrize("launches", [3, 5, 8])
@pytest.mark.parametrize(
    "kind", [{}, {"bad": 0.1}, {"correlated": True}], ids=["normal", "bad launches", "correlated"]
)
def test_the_interval_covers_the_truth_as_often_as_it_says(
    launches: int, kind: dict[str, Any]
) -> None:
    generator = np.random.default_rng(launches)
    trials = 200
    made = [effect(waves(generator, launches, **kind), seed=k) for k in range(trials)]
    covered = sum(one.low <= 1.0 <= one.high for one in made)
    # 95 % of 200 is 190; fewer than 184 would come by chance in less than 3 of 100 sets.
    assert covered >= 184


def test_rounds_alone_would_promise_too_much() -> None:
    """Ten thousand rounds of two processes say nothing of the next process."""
    generator = np.random.default_rng(0)
    many = [level + generator.normal(0, 0.02, 5000) for level in (0.01, -0.01)]
    assert effect(many).half_width > 0.05


def test_a_planted_difference_is_found_and_named() -> None:
    generator = np.random.default_rng(1)
    made = effect([math.log(1.1) + values for values in waves(generator, 8)])
    assert made.low <= 1.1 <= made.high
    assert "slower" == verdict(made, 0.01, made.p)
    assert ("bootstrap+signed-rank", 8, 80) == (made.method, made.launches, made.rounds)


@pytest.mark.parametrize(
    ("launches", "left_out"), [(5, -1), (6, 0), (7, 2), (8, 3), (10, 8), (20, 52)]
)
def test_the_signed_rank_interval_is_the_tabled_one(launches: int, left_out: int) -> None:
    """Critical values at 2.5 % on either side, as in Hollander and Wolfe's table A.4."""
    assert left_out == _rank_quantile(launches, 0.025)


def test_few_launches_say_which_interval_they_have() -> None:
    generator = np.random.default_rng(2)
    assert "bootstrap+t" == effect(waves(generator, 5)).method
    with pytest.raises(ValueError, match="two launches"):
        effect(waves(generator, 1))


@settings(deadline=None, max_examples=25)
@given(st.integers(2, 9), st.integers(0, 10_000))
def test_exchanging_the_cells_inverts_ratio_and_interval(launches: int, seed: int) -> None:
    logs = waves(np.random.default_rng(seed), launches)
    there, back = effect(logs), effect([-values for values in logs])
    assert there.ratio * back.ratio == pytest.approx(1.0)
    # The bootstrap draws anew: its ends agree to its own noise.
    assert there.low * back.high == pytest.approx(1.0, abs=2e-3)
    assert there.p == pytest.approx(back.p)


def made(low: float, ratio: float, high: float) -> Effect:
    return Effect(ratio, low, high, 0.001, "bootstrap+t", 5, 50)


@pytest.mark.parametrize(
    ("effect_", "noise", "p", "expected"),
    [
        (made(1.01, 1.05, 1.09), 0.0, 0.001, "no_difference"),  # meets the 2 % band
        (made(1.03, 1.05, 1.09), 0.0, 0.001, "slower"),
        (made(1.03, 1.05, 1.09), 0.04, 0.001, "no_difference"),  # the floor widens the band
        (made(1.03, 1.05, 1.09), 0.0, 0.06, "no_difference"),  # Holm does not reject
        (made(0.80, 0.90, 0.97), 0.0, 0.001, "faster"),
        (made(0.80, 0.90, 0.99), 0.0, 0.001, "no_difference"),
    ],
)
def test_what_may_be_called_different(
    effect_: Effect, noise: float, p: float, expected: str
) -> None:
    assert expected == verdict(effect_, noise, p)


def test_the_floor_is_the_furthest_that_the_twin_s_interval_goes() -> None:
    assert floor(made(0.96, 1.0, 1.01)) == pytest.approx(1 / 0.96 - 1)
    assert floor(made(0.999, 1.0, 1.03)) == pytest.approx(0.03)


def test_holm_as_in_the_paper() -> None:
    """Holm 1979's own scheme: m·p₍₁₎, (m−1)·p₍₂₎ …, made monotone."""
    assert [0.03, 0.06, 0.06, 0.02] == pytest.approx(holm([0.01, 0.04, 0.03, 0.005]))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_holm_is_monotone_and_never_below_the_value(values: list[float]) -> None:
    adjusted = holm(values)
    assert all(a >= v for a, v in zip(adjusted, values, strict=True))
    order = sorted(range(len(values)), key=values.__getitem__)
    assert sorted(adjusted) == [adjusted[k] for k in order]


# --- warm-up --------------------------------------------------------------------------------


def series(*parts: tuple[int, float], seed: int = 0, noise: float = 0.02) -> np.ndarray:
    generator = np.random.default_rng(seed)
    level = np.concatenate([np.full(count, value) for count, value in parts])
    return level * np.exp(generator.normal(0, noise, len(level)))


@pytest.mark.parametrize(
    ("values", "kind", "begins"),
    [
        (series((400, 1e6)), "flat", 3),
        (series((60, 3e6), (340, 1e6)), "warm-up", 60),
        (series((200, 1e6), (200, 1.3e6)), "slow-down", 200),
        (series((350, 1e6), (50, 2e6)), "no-steady-state", None),
        (series((3000, 1e6)), "flat", 3),
        (series((8, 1e6)), "flat", 3),
    ],
)
def test_courses(values: np.ndarray, kind: str, begins: int | None) -> None:
    course = steady.classify(values)
    assert kind == course.kind
    if begins is None:
        assert course.begins is None
    else:
        assert course.begins == pytest.approx(begins, abs=10)


def test_single_hiccups_are_no_segments() -> None:
    values = series((400, 1e6))
    values[50::40] *= 20
    assert "flat" == steady.classify(values).kind


@pytest.mark.parametrize("scale", [1e-3, 1e4])
def test_the_unit_of_time_changes_nothing(scale: float) -> None:
    values = series((60, 3e6), (340, 1e6))
    there, scaled = steady.classify(values), steady.classify(values * scale)
    assert (there.kind, there.begins) == (scaled.kind, scaled.begins)


def test_launches_that_disagree_are_inconsistent() -> None:
    flat, slow = steady.Course("flat", 3, 1.0), steady.Course("slow-down", 90, 1.0)
    warm = steady.Course("warm-up", 40, 1.0)
    assert steady.Agreed("inconsistent", 90) == steady.classify_launches([flat, slow])
    assert steady.Agreed("warm-up", 40) == steady.classify_launches([flat, warm])
    assert steady.Agreed("flat", 3) == steady.classify_launches([flat, flat])


# --- break-even -----------------------------------------------------------------------------


def course(start: float, level: float, early: tuple[float, ...] = (), covers: int = 1) -> Course:
    return Course(start, covers, early, level, level * 0.9, level * 1.1)


def test_break_even_by_hand() -> None:
    """100 + (n−1)·1 falls below 10 + (n−1)·2 once n − 1 > 90."""
    found = break_even(course(100, 1), course(10, 2))
    assert 91 == found.steps
    assert (71, 130) == (found.low, found.high)  # one, and 90 ÷ 1.3 and 90 ÷ 0.7 rounded up


def test_a_slower_mode_never_breaks_even() -> None:
    assert break_even(course(1, 3), course(10, 2)).steps is None


def test_break_even_counts_slow_early_steps() -> None:
    early = (50.0, 50.0)
    plain, slow = (
        break_even(course(10, 1), course(10, 2)),
        break_even(course(10, 1, early), course(10, 2)),
    )
    assert 1 == plain.steps
    assert 99 == slow.steps  # 96 more than eager's two early steps, at one a step


# --- outliers, plans ------------------------------------------------------------------------


def test_outliers_are_labelled_by_tukey_s_fences() -> None:
    values = [*range(1, 101), 180, 1000]
    found = shares(values)
    assert [1 / 102, 1 / 102] == pytest.approx([found.mild, found.severe])


def pilot(step_ns: float, *, spread: float = 0.01, whole_run: bool = False) -> Pilot:
    blocks = [step_ns * (1 + spread * k) for k in (-1, 0, 1)]
    return Pilot(step_ns, blocks, 20, whole_run, 100 if whole_run else 1, 2.0)


def test_blocks_are_long_enough_and_not_too_long() -> None:
    pilots = {"fast": pilot(1e4), "slow": pilot(3e8), "run": pilot(1e5, whole_run=True)}
    made = allocate(pilots, profile="full", kinds=("latency", "feed"), settings=1)
    assert {"latency": 1000, "feed": 250} == made.steps["fast"]
    assert {"latency": 3, "feed": 3} == made.steps["slow"]
    assert {"latency": 1, "feed": 3} == made.steps["run"]
    assert (5, 5) == made.launches


@pytest.mark.parametrize(
    ("profile", "precision", "expected"),
    [
        ("quick", None, (3, 3)),
        ("full", None, (5, 5)),
        ("full", 0.05, (3, 20)),
        ("full", 0.01, (5, 20)),
    ],
)
def test_launches_of_the_profiles(
    profile: str, precision: float | None, expected: tuple[int, int]
) -> None:
    made = allocate(
        {"a": pilot(1e6)},
        profile="quick" if profile == "quick" else "full",
        kinds=("latency",),
        settings=1,
        precision=precision,
    )
    assert expected == made.launches


def test_noisy_rounds_get_more_rounds() -> None:
    def rounds(spread: float) -> int:
        cells = {"a": pilot(1e6, spread=spread)}
        return allocate(cells, profile="full", kinds=("latency",), settings=1).rounds

    assert rounds(0.05) > rounds(0.001)


def test_a_budget_decides_how_many_launches() -> None:
    cells = {"a": pilot(1e6)}
    one = allocate(cells, profile="full", kinds=("latency",), settings=1)
    wave = one.seconds / 5
    made = allocate(
        cells, profile="full", kinds=("latency",), settings=1, budget_seconds=wave * 7.5
    )
    assert (7, 7) == made.launches
    with pytest.raises(ValueError, match=f"{wave * 5:.0f}"):
        allocate(cells, profile="full", kinds=("latency",), settings=1, budget_seconds=wave)
