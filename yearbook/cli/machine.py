"""What this machine has: processors and memory that a build may take, what an edition is expected to take of them, a place for
what is kept between builds.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from yearbook.standing import NOTHING_STANDING, Standing

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


def standing_type(environment: Mapping[str, str], unwanted: bool = False) -> Standing:
    """What earlier builds kept: in YEARBOOK_CACHE ("off": nowhere), else where the system keeps such things for the user."""
    named = environment.get("YEARBOOK_CACHE", "")
    if unwanted or named.lower() in ("off", "no", "0"):
        return NOTHING_STANDING
    if named:
        return Standing(named)
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        place = environment.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    elif sys.platform == "darwin":
        place = os.path.join(home, "Library", "Caches")
    else:
        place = environment.get("XDG_CACHE_HOME", "")
        place = place if os.path.isabs(place) else os.path.join(home, ".cache")
    return Standing(os.path.join(place, "yearbook")) if os.path.isabs(place) else NOTHING_STANDING
