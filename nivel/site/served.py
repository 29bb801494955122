"""The application as `nivel serve` runs it in its worker: when the command is killed, the worker goes with it."""

import os
import threading
import time

from nivel.site.wsgi import application

__all__ = ["application"]


def leave_with(parent: int) -> None:
    """An orphan would hold the port and the database for ever."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


threading.Thread(target=leave_with, args=(os.getppid(),), daemon=True).start()
