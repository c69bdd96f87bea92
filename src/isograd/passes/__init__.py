"""Passes over programs, one a file, a verb each; each leaves a program that obeys the law."""
