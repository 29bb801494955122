"""The law as dated data and plain Python: facts of a person in, verdicts with reasons and citations out.

No framework, no database, no clock: the day is always an argument.
"""
