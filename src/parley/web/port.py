"""Whether the port that is to be served is free."""

from __future__ import annotations

import errno
import socket

from parley.errors import UsageError


def refuse_taken(host: str, port: int, flag: str = "--port") -> None:
    """Say that a port cannot be had before a browser opens on another program's page."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as fault:
        if fault.errno != errno.EADDRINUSE:
            raise UsageError(f"cannot listen on {host}, port {port}: {fault.strerror}") from fault
        there = f"open http://{host}:{port} if that is Parley"
        raise UsageError(f"port {port} is taken; {there}, or add {flag} {port + 1}") from fault
