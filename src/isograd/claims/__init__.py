"""What people say of frameworks, each claim with the rule that evidence decides it by.

A claim is a file ``ledger/<identifier>.toml``. Its rule is declared there, before any run, as
conditions over answers, cells and figures; `decide` reads the evidence, and the verdict follows.
"""
