"""Answers another request than the one asked."""

import talk

talk.serve(lambda identifier: talk.write(talk.used(identifier + 1)))
