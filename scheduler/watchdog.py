"""Telling systemd that the service is up and still ticks; whoever hangs is started again by it (sd_notify(3))."""

from __future__ import annotations

import logging
import os
import socket

log = logging.getLogger(__name__)
READY, ALIVE, STOPPING = "READY=1", "WATCHDOG=1", "STOPPING=1"


def tell(state: str) -> None:
    """Tell the service manager, where one listens; a word that does not arrive harms nothing but its patience."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
            out.setblocking(False)  # a manager that hangs must not take us with it
            out.sendto(state.encode(), address.replace("@", "\0", 1) if address[0] == "@" else address)
    except OSError as why:
        log.debug("the service manager does not hear us: %s", why)
