"""Takes 300 MiB and waits."""

import talk

hoard: list[bytes] = []


def eat(identifier: int) -> None:
    hoard.append(b"x" * (300 << 20))
    talk.sleep_forever()


talk.serve(eat)
