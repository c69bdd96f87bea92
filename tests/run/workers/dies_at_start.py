"""Ends before it greets."""

import sys

import talk  # noqa: F401

sys.exit("no luck today")
