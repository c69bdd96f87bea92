"""Waiting for work that goes on in threads."""

from concurrent.futures import FIRST_COMPLETED, Future, wait


def join(futures: set[Future[None]]) -> None:
    """Wait in short turns, so that a signal is seen at once, and pass on the first failure."""
    left = futures
    while left:
        finished, left = wait(left, timeout=0.2, return_when=FIRST_COMPLETED)
        for future in finished:
            future.result()
