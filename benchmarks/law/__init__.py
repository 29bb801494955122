"""Measurements of the law's population engine; `make bench` runs `benchmarks.law.run`."""
