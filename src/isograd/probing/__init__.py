"""What a probe is: a question, the smallest honest program per framework, and how it is judged.

A question is a folder ``isograd/probes/<topic>/<question>/`` with ``question.toml``, ``judge.py``
and one program per framework. `judging` has the judges that most questions share.
"""
