"""The benchmark: this engine and pipeline beside other ways to make the same certificates. `make bench` runs it.

It measures and never fails for being slow; `docs/performance.md` says how to read it.
"""
