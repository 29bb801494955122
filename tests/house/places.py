"""Where the house tests look: the files of the project, and nothing that was installed or made."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "nivel"


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def files(*patterns: str, under: Path = PACKAGE, but: str = "/vendor/") -> list[Path]:
    return sorted(path for pattern in patterns for path in under.rglob(pattern) if path.is_file() and but not in str(path))


def modules() -> list[Path]:
    """The product's own Python, without migrations."""
    return [path for path in files("*.py") if path.parent.name != "migrations"]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
