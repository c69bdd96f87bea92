"""A line without end."""

import talk


def drone(identifier: int) -> None:
    while True:
        talk.write(b"x" * 65536)


talk.serve(drone)
