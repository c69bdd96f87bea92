"""Side files name native tensors: other layouts, gates in another order, sums of two tensors."""

import numpy as np
import pytest

from isograd_worker.adapter import Names, add_share

KERNEL = np.arange(24.0).reshape(3, 8)


def test_blocks_put_gates_in_the_native_order() -> None:
    names = Names({"kernel": {"name": "w", "blocks": [0, 2, 1, 3]}})
    native = names.to_native("kernel", KERNEL)
    assert [0, 1, 4, 5, 2, 3, 6, 7] == native[0].tolist()
    assert KERNEL.tolist() == names.to_canonical("kernel", native).tolist()


def test_blocks_that_are_no_involution_are_undone() -> None:
    names = Names({"kernel": {"name": "w", "blocks": [1, 2, 3, 0]}})
    native = names.to_native("kernel", KERNEL)
    assert [2, 3, 4, 5, 6, 7, 0, 1] == native[0].tolist()
    assert KERNEL.tolist() == names.to_canonical("kernel", native).tolist()


def test_blocks_come_before_axes() -> None:
    names = Names({"kernel": {"name": "w", "blocks": [0, 2, 1, 3], "axes": [1, 0]}})
    native = names.to_native("kernel", KERNEL)
    assert [0, 1, 4, 5, 2, 3, 6, 7] == native[:, 0].tolist()
    assert KERNEL.tolist() == names.to_canonical("kernel", native).tolist()


def test_a_list_of_names_is_a_sum_in_equal_shares() -> None:
    names = Names({"bias": {"name": ["b1", "b2"]}, "kernel": "w"})
    assert [("bias", "b1"), ("bias", "b2"), ("kernel", "w")] == list(names)
    assert (("b1", "b2"), ("w",)) == (names.natives("bias"), names.natives("kernel"))
    bias = np.array([2.0, -3.0], np.float32)
    share = names.to_native("bias", bias)
    assert [1.0, -1.5] == share.tolist()
    assert np.dtype(np.float32) == share.dtype
    found: dict[str, np.ndarray] = {}
    for _ in names.natives("bias"):
        add_share(found, "bias", names.to_canonical("bias", share))
    assert bias.tolist() == found["bias"].tolist()


def test_every_tensor_of_a_sum_must_exist() -> None:
    names = Names({"bias": {"name": ["b1", "b2"]}})
    names.check(["b1", "b2"])
    with pytest.raises(ValueError, match="b2"):
        names.check(["b1"])
