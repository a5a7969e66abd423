"""What this machine has: processors and memory that a build may take, and what an edition is expected to take of them."""

import os
from pathlib import Path

_CGROUP = Path("/sys/fs/cgroup/memory.max")  # what a container may take
MEGABYTE = 1_000_000
# measured at 4.4 MB of YAML and 118 photographs: 290 MB resident; an edition of 100 kB takes 60 MB
_BASE, _PER_BYTE, _PER_PICTURE_BYTE = 60 * MEGABYTE, 60, 4


def cores() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def half_the_memory() -> int:
    """Half the bytes of memory of this machine, or of the container; 0 where the system does not tell."""
    try:
        whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return 0
    try:
        limit = int(_CGROUP.read_text("ascii"))
    except (OSError, ValueError):  # no container, or one without a limit ("max")
        limit = whole
    return min(whole, limit) // 2


def expected_memory(folder: str) -> int:
    """The bytes that building the edition in this folder is expected to take."""
    text = pictures = 0
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            try:
                size = os.path.getsize(os.path.join(place, name))
            except OSError:
                continue
            if name.endswith((".yaml", ".yml")):
                text += size
            elif name.lower().endswith((".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp")):
                pictures += size
    return _BASE + text * _PER_BYTE + pictures * _PER_PICTURE_BYTE
