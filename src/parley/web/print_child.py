"""The process that makes one PDF: from text on standard input; out come its seconds of processor time, then the PDF.

Started by `printing.py` alone.
"""

from __future__ import annotations

import os
import sys
import time

from parley.pdf import print_page

MODEST = 10
"""How far it stands back behind those who answer (nice)."""


def main() -> None:
    """Print what comes."""
    if hasattr(os, "nice"):
        os.nice(MODEST)
    pdf = print_page(sys.stdin.buffer.read().decode())
    sys.stdout.buffer.write(f"{time.process_time():.3f}\n".encode() + pdf)


if __name__ == "__main__":
    main()
