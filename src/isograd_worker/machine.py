"""Pinning before the import, and what can be read back afterwards; Linux, elsewhere best effort."""

import gc
import os
import resource
import sys
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

# Every variable that some framework's thread pool reads at import time.
THREAD_VARIABLES = (
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "TF_NUM_INTRAOP_THREADS",
    "TF_NUM_INTEROP_THREADS",
    "CPU_NUM",
)

# What would give one cell another allocator, or slower deterministic kernels, than the others.
ALLOCATORS = ("MALLOC_", "LD_PRELOAD", "XLA_PYTHON_CLIENT_", "TF_FORCE_GPU_", "PYTORCH_CUDA_ALLOC")
DETERMINISTIC = ("TF_DETERMINISTIC_OPS", "TF_CUDNN_DETERMINISTIC", "CUBLAS_WORKSPACE_CONFIG")
# As the process was started: what a framework then sets for itself when it is imported (Keras on
# JAX or PyTorch sets TF_FORCE_GPU_ALLOW_GROWTH) is its own default, no choice of the campaign's.
ALLOCATOR = {k: v for k, v in os.environ.items() if k.startswith(ALLOCATORS)}


def pin(affinity: List[int], threads: int) -> None:
    """Affinity and thread variables; XLA sizes its pool from the affinity at import time."""
    for name in THREAD_VARIABLES:
        os.environ[name] = str(threads)
    if affinity and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, affinity)


def observed() -> Dict[str, Any]:
    """What the operating system and threadpoolctl say now."""
    found: Dict[str, Any] = {
        "platform": sys.platform,
        "pid": os.getpid(),
        "hash_seed": os.environ.get("PYTHONHASHSEED"),
        "garbage_collector": gc.isenabled(),
        "thread_variables": {name: os.environ.get(name) for name in THREAD_VARIABLES},
        "allocator": ALLOCATOR,
        "deterministic": {k: v for k, v in os.environ.items() if k in DETERMINISTIC},
    }
    if hasattr(os, "sched_getaffinity"):
        found["affinity"] = sorted(os.sched_getaffinity(0))
    task = Path("/proc/self/task")
    if task.is_dir():
        found["os_threads"] = len(list(task.iterdir()))
    try:
        import threadpoolctl
    except ImportError:
        found["threadpools"] = None
    else:
        found["threadpools"] = [
            {key: pool.get(key) for key in ("user_api", "internal_api", "version", "num_threads")}
            for pool in threadpoolctl.threadpool_info()
        ]
    return found


def rss_bytes() -> int:
    """Resident memory now."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize()
    return peak_bytes()


def peak_bytes() -> int:
    """High-water mark of resident memory (VmHWM, which `reset_peak` can lower)."""
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def shared_sizes() -> Tuple[Optional[int], Optional[int]]:
    """Proportional and unique set size now (pages shared with others counted by share, or not at
    all), in bytes; None where the kernel does not tell."""
    try:
        text = Path("/proc/self/smaps_rollup").read_text()
    except OSError:
        return None, None
    sizes = {}
    for line in text.splitlines()[1:]:
        name, _, rest = line.partition(":")
        sizes[name] = int(rest.split()[0]) * 1024
    unique = [sizes[name] for name in ("Private_Clean", "Private_Dirty") if name in sizes]
    return sizes.get("Pss"), sum(unique) if unique else None


def reset_peak() -> bool:
    """Set VmHWM back to the present level (proc(5): writing 5 to clear_refs). False: refused."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return False
    return True
