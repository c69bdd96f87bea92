"""How much two cells differ, with an interval that tells the truth about few launches.

Each process carries a bias of its own (memory layout, address randomisation), which no number of
rounds inside it averages out: intervals over rounds alone are far too narrow (7 false alarms in 12
A/A trials of a kernel against itself, 0 in 18 with launches as the unit). So launches are resampled
first and rounds second, and since a bootstrap of few values is too narrow as well, the interval is
the envelope of it and of a small-sample interval over the launches.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Logs = NDArray[np.float64]

RESAMPLES = 9_999
# Medians of resampled rounds that stand ready for each launch; the outer resampling draws from
# them, which is as good as drawing rounds anew each time and a hundred times as fast.
_INNER = 199
TRIMMED = 8  # from so many on, the test leaves a fifth at either end out of its mean


@dataclass(frozen=True)
class Effect:
    """A ratio of times with its interval; ``p`` is two-sided, of the ratio being 1."""

    ratio: float
    low: float
    high: float
    p: float
    method: str  # "bootstrap+" t | signed-rank | welch | satterthwaite
    launches: int
    rounds: int

    @property
    def half_width(self) -> float:
        """The wider side of the interval, as a share of the ratio."""
        return max(self.high / self.ratio, self.ratio / self.low) - 1.0


def effect(logs: Sequence[Logs], confidence: float = 0.95, seed: int = 20) -> Effect:
    """The effect that the log-ratios show; ``logs[w]`` are those of the rounds of wave w.

    Estimate: the Hodges–Lehmann median of the launches' medians (the median of all pairwise means,
    which bears 29 % of bad launches and is far less jumpy than the median where there are few).
    Interval: on each side the wider one of (a) the percentile bootstrap, launches first and rounds
    second, and (b) Student's t over the launch medians, or where there are enough of them (6 at
    95 %) the exact interval of Wilcoxon's signed-rank test (Walsh averages; Hollander and Wolfe,
    section 3.3).
    Raises `ValueError` for less than two launches: one process shows no spread between processes.
    """
    if len(logs) < 2:
        raise ValueError("an interval needs two launches at least")
    medians = _medians(logs)
    centre = _centre(medians)
    drawn = _resampled(logs, np.random.default_rng(seed))
    boot_low, boot_high = _percentiles(drawn, confidence)
    left_out = _rank_quantile(len(medians), (1.0 - confidence) / 2.0)
    if left_out >= 0:
        small_low, small_high = _signed_rank(medians, left_out)
        method = "bootstrap+signed-rank"
    else:
        small_low, small_high = _student(medians, confidence)
        method = "bootstrap+t"
    return Effect(
        ratio=float(np.exp(centre)),
        low=float(np.exp(min(boot_low, small_low, centre))),
        high=float(np.exp(max(boot_high, small_high, centre))),
        p=_p(medians),
        method=method,
        launches=len(medians),
        rounds=sum(len(values) for values in logs),
    )


def unpaired(after: Sequence[Logs], before: Sequence[Logs], confidence: float = 0.95) -> Effect:
    """How ``after`` differs from ``before`` where their launches were never alive together, as in
    two runs: logarithms of step times, one array [rounds] a launch.

    The estimate is the difference of the Hodges–Lehmann medians of the launches; the interval the
    envelope of the two-sample bootstrap, launches first, and Welch's t. What changed between the
    two runs besides what is asked about (another load, another temperature) is in it: no interval
    can tell that apart. Raises `ValueError` for less than two launches on either side.
    """
    if min(len(after), len(before)) < 2:
        raise ValueError("an interval needs two launches of either run at least")
    from scipy.stats import ttest_ind

    medians = [_medians(side) for side in (after, before)]
    centre = _centre(medians[0]) - _centre(medians[1])
    generator = np.random.default_rng(20)
    drawn = _resampled(after, generator) - _resampled(before, generator)
    low, high = _percentiles(drawn, confidence)
    test = ttest_ind(medians[0], medians[1], equal_var=False)
    welch = test.confidence_interval(confidence)
    if not np.isfinite(welch.low):  # no spread on either side
        welch_low = welch_high = centre
    else:
        welch_low, welch_high = float(welch.low), float(welch.high)
    return Effect(
        ratio=float(np.exp(centre)),
        low=float(np.exp(min(low, welch_low, centre))),
        high=float(np.exp(max(high, welch_high, centre))),
        p=float(test.pvalue) if np.isfinite(test.pvalue) else float(centre == 0.0),
        method="bootstrap+welch",
        launches=min(len(after), len(before)),
        rounds=sum(len(values) for side in (after, before) for values in side),
    )


def geometric_mean(tasks: Sequence[Sequence[Logs]], confidence: float = 0.95) -> Effect:
    """The geometric mean over tasks of their effects; ``tasks[t][w]`` are the log-ratios of the
    rounds of wave w of task t.

    The tasks are taken as given, not as a sample of all tasks: the interval is of measurement
    alone, the envelope of the bootstrap (launches first and rounds second in every task, tasks
    independent of each other) and of Student's t with the variances of the launch medians added
    up and the degrees of freedom of Welch and Satterthwaite (Satterthwaite 1946).
    Raises `ValueError` for less than two launches of any task.
    """
    if not tasks or min(map(len, tasks)) < 2:
        raise ValueError("an interval needs two launches of every task at least")
    from scipy.stats import t as student

    medians = [_medians(logs) for logs in tasks]
    centre = float(np.mean([_centre(values) for values in medians]))
    generator = np.random.default_rng(20)
    drawn = np.mean([_resampled(logs, generator) for logs in tasks], axis=0)
    low, high = _percentiles(drawn, confidence)
    counts = np.array([len(values) for values in medians])
    parts = np.array([np.var(values, ddof=1) for values in medians]) / counts / len(tasks) ** 2
    spread = float(np.sqrt(parts.sum()))
    reach, p = 0.0, float(centre == 0.0)
    if spread > 0.0:
        freedom = float(parts.sum() ** 2 / (parts**2 / (counts - 1)).sum())
        reach = float(student.ppf((1.0 + confidence) / 2.0, freedom)) * spread
        p = float(2.0 * student.sf(abs(centre) / spread, freedom))
    return Effect(
        ratio=float(np.exp(centre)),
        low=float(np.exp(min(low, centre - reach))),
        high=float(np.exp(max(high, centre + reach))),
        p=p,
        method="bootstrap+satterthwaite",
        launches=int(counts.min()),
        rounds=sum(len(values) for logs in tasks for values in logs),
    )


def _medians(logs: Sequence[Logs]) -> NDArray[Any]:
    return np.array([np.median(values) for values in logs])


def _walsh(rows: NDArray[Any]) -> NDArray[Any]:
    """All pairwise means along the last axis, each value with itself too."""
    first, second = np.triu_indices(rows.shape[-1])
    return np.asarray((rows[..., first] + rows[..., second]) / 2.0)


def _centre(medians: NDArray[Any]) -> float:
    """The Hodges–Lehmann median."""
    return float(np.median(_walsh(medians)))


def _resampled(logs: Sequence[Logs], generator: np.random.Generator) -> NDArray[Any]:
    """`RESAMPLES` centres of resampled launches and, in them, resampled rounds."""
    inner = np.empty((len(logs), _INNER))
    for row, values in zip(inner, logs, strict=True):
        drawn = generator.integers(0, len(values), (_INNER, len(values)))
        row[:] = np.median(values[drawn], axis=1)
    launches = generator.integers(0, len(logs), (RESAMPLES, len(logs)))
    rounds = generator.integers(0, _INNER, launches.shape)
    return np.asarray(np.median(_walsh(inner[launches, rounds]), axis=1))


def _percentiles(values: NDArray[Any], confidence: float) -> tuple[float, float]:
    tail = (1.0 - confidence) / 2.0
    low, high = np.quantile(values, (tail, 1.0 - tail))
    return float(low), float(high)


def _student(medians: NDArray[Any], confidence: float) -> tuple[float, float]:
    from scipy.stats import t

    count = len(medians)
    spread = float(np.std(medians, ddof=1)) / count**0.5
    reach = float(t.ppf((1.0 + confidence) / 2.0, count - 1)) * spread
    mean = float(np.mean(medians))
    return mean - reach, mean + reach


def _signed_rank(medians: NDArray[Any], left_out: int) -> tuple[float, float]:
    walsh = np.sort(_walsh(medians))
    return float(walsh[left_out]), float(walsh[len(walsh) - 1 - left_out])


def _rank_quantile(count: int, tail: float) -> int:
    """How many Walsh averages may be left out at either end: the largest k such that
    P(T⁺ ≤ k) ≤ ``tail``, T⁺ the signed-rank statistic of ``count`` values; −1: there is no
    such interval of so few."""
    ways = np.zeros(count * (count + 1) // 2 + 1)
    ways[0] = 1.0
    for rank in range(1, count + 1):
        ways[rank:] += ways[:-rank].copy()
    below = np.cumsum(ways) / 2.0**count  # P(T⁺ ≤ k)
    return int(np.searchsorted(below, tail, side="right")) - 1


def _p(medians: NDArray[Any]) -> float:
    """Student's t test of the launch medians, from `TRIMMED` launches on Yuen's, with a fifth
    trimmed at either end: ranks alone could never fall below 2⁻ᴸ·2, too much for a family."""
    from scipy.stats import t as student
    from scipy.stats import trim_mean, ttest_1samp
    from scipy.stats.mstats import winsorize

    count = len(medians)
    if float(np.ptp(medians)) == 0.0:
        return 1.0 if medians[0] == 0.0 else 0.0
    if count < TRIMMED:
        return float(ttest_1samp(medians, 0.0).pvalue)
    cut = int(0.2 * count)
    kept = count - 2 * cut
    spread = float(np.std(np.asarray(winsorize(medians, (0.2, 0.2))), ddof=1))
    if spread == 0.0:
        return 0.0 if trim_mean(medians, 0.2) else 1.0
    # Yuen 1974: the winsorised deviation over the share that is kept.
    statistic = float(trim_mean(medians, 0.2)) / (
        spread * (count - 1) ** 0.5 / (kept * (kept - 1)) ** 0.5
    )
    return float(2.0 * student.sf(abs(statistic), kept - 1))
