"""Käännetyt silmukat: the law's own counting loops, compiled by Numba. There is no second text of them.

A module of loops is read a second time from its own file, each function compiled and calling the compiled ones.
"""

import hashlib
import importlib.util
import inspect
import os
import time
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numba

LAW = Path(__file__).resolve().parents[1]
LOOPS = (
    "nivel.law.counting",
    "nivel.law.counting_share",
    "nivel.law.counting_change",
    "nivel.law.counting_costs",
    "nivel.law.population.loops",
    "nivel.law.population.cost_loops",
)

# The loops allocate nothing, so Numba need not count references, and their many arrays are passed nowhere when all is one
# function in the end: together that is a hundredfold in speed, paid once in compiling.
OPTIONS: dict[str, Any] = {"nogil": True, "forceinline": True, "error_model": "numpy", "_nrt": False}


def cache_folder() -> Path:
    """Where compiled loops wait for the next run: with the installation's data, else in the user's own cache."""
    data = os.environ.get("NIVEL_DATA_DIR")
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return (Path(data) / "cache" if data else home / "nivel") / f"law-{_fingerprint()}"


def _fingerprint() -> str:
    """Numba looks only at the file of the function itself; a change in any of them must compile all anew."""
    told = hashlib.sha256(f"{numba.__version__} {OPTIONS}".encode())
    for path in (*sorted(LAW.glob("counting*.py")), *sorted((LAW / "population").glob("*loops.py"))):
        told.update(path.read_bytes())
    return told.hexdigest()[:16]


def _keep_compiled() -> bool:
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False  # nowhere to write: compiled for this run only
    if not os.access(folder, os.W_OK):
        return False
    numba.config.CACHE_DIR = str(folder)  # type: ignore[attr-defined]
    return True


@cache
def _all_compiled() -> dict[str, ModuleType]:
    """Every module of loops with all it calls compiled, each function when it is first called with its kinds of arrays."""
    kept = _keep_compiled()
    made: dict[str, ModuleType] = {}
    for name in LOOPS:
        made[name] = _compiled(name, made, kept)
    return made


def compiled_loops() -> ModuleType:
    return _all_compiled()["nivel.law.population.loops"]


def compiled_costs() -> ModuleType:
    return _all_compiled()["nivel.law.population.cost_loops"]


def _compiled(name: str, made: dict[str, ModuleType], kept: bool) -> ModuleType:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for key, value in list(vars(module).items()):
        if inspect.ismodule(value) and value.__name__ in made:
            setattr(module, key, made[value.__name__])
        elif inspect.isfunction(value):
            own = value.__module__ == name
            setattr(module, key, numba.njit(cache=kept, **OPTIONS)(value) if own else getattr(made[value.__module__], key))
    return module


class Stopwatch:
    """Sekunnit vaiheittain: how long each stage took, added up over the chunks. Reads no calendar."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def stage(self, name: str) -> None:
        """Everything since the last stage ended was this one."""
        now = time.perf_counter()
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self._last
        self._last = now
