"""From a program to source code that a person of the target framework would keep."""
