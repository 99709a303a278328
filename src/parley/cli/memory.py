"""Memory at ease, imported first: what Python and the C library do by themselves does not suit this program.

A start makes a million lasting objects and hardly a cycle among them. Looking for cycles after every 700 of them
(Python's way) takes a tenth of the time to a first answer.

The GNU C library gives each thread a heap of its own, up to eight for each core, and keeps what was once a page's text
for more. With two heaps, and each piece of 128 kB and more taken from the system and given back to it, a server of many
visitors holds a twentieth less, and as quickly (docs/reliability.md).
"""

import ctypes
import gc
import sys

M_ARENA_MAX, ARENAS = -8, 2
M_MMAP_THRESHOLD, PIECE = -3, 128 * 1024
"""Parameters of mallopt(3), by their numbers in <malloc.h>."""


def few_heaps() -> bool:
    """Whether the C library was told so; others than the GNU one have their own ways and are left to them."""
    told = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    return bool(told and told(M_ARENA_MAX, ARENAS) and told(M_MMAP_THRESHOLD, PIECE))


gc.set_threshold(100_000, 20, 20)
few_heaps()
