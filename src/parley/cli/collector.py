"""Garbage collection at ease, imported first: a start makes a million lasting objects and hardly a cycle among them.

Looking for cycles after every 700 of them (Python's way) takes a tenth of the time to a first answer.
"""

import gc

gc.set_threshold(100_000, 20, 20)
