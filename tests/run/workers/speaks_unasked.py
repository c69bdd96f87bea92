"""Replies twice to each request."""

import talk

talk.serve(lambda identifier: talk.write(2 * talk.used(identifier)))
