"""The keeper of the embedded database: brings it back after a crash and stops it when nobody uses it any more.

A process that is killed cannot stop what it started; its lock falls, and the keeper sees that.
"""

import fcntl
import sys
import time
from contextlib import suppress
from pathlib import Path

from nivel.site.cluster import Cluster, ServerFailed
from nivel.site.postgres import KEEPER_LOCK, START_LOCK, locked, open_lock, stop_unused

ROUND = 1.0  # seconds


def keep(cluster: Cluster) -> None:
    with open_lock(cluster.data_dir / KEEPER_LOCK) as only:
        try:
            fcntl.flock(only, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        while look_after(cluster):
            time.sleep(ROUND)


def look_after(cluster: Cluster) -> bool:
    """One round; false when the keeper's work is done."""
    if not cluster.path.exists():
        return False
    with suppress(ServerFailed), locked(cluster.data_dir / START_LOCK):
        if stop_unused(cluster):
            return False
        if cluster.pid() is None:
            cluster.start()
    return True


if __name__ == "__main__":
    keep(Cluster(Path(sys.argv[1])))
