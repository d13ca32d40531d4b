"""The files that coordinators write, as texts: a folder read once, or what was published before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

Unreadable = tuple[str, str]
"""Why a file cannot be read, and what to do."""

MISSING: Unreadable = ("this file is missing", "put it back, or copy the shipped one")
NOT_TEXT: Unreadable = ("this file is not plain text", "save it as plain text, UTF-8")
CLOSED: Unreadable = ("this file cannot be opened", "look at its permissions")

TRANSCRIPTS = "transcripts"


@dataclass(frozen=True, slots=True)
class Files:
    """All that is written for one installation.

    Attributes:
        texts: Every file that could be read, by its path within the folder (`shared/words.yaml`).
        lost: The files that are there and cannot be read, by path.
        root: What stands before a path where a place is told: the folder's name, or nothing.
    """

    texts: Mapping[str, str]
    lost: Mapping[str, Unreadable] = field(default_factory=dict)
    root: str = ""

    def shown(self, path: str) -> str:
        """A path as problems give it."""
        return str(Path(self.root) / path)

    def within(self, folder: str, ending: str = ".yaml") -> list[str]:
        """The paths that lie directly in a folder (`""`: at the top), by name."""
        inside = (*self.texts, *self.lost)
        return sorted(one for one in inside if _lies_in(one, folder) and one.endswith(ending))

    def below(self, folder: str) -> list[str]:
        """The YAML files in the folders below a folder, by name."""
        inside = (*self.texts, *self.lost)
        deeper = f"{folder}/"
        return sorted(
            one
            for one in inside
            if one.startswith(deeper) and "/" in one[len(deeper) :] and one.endswith(".yaml")
        )


def files_in(folder: Path) -> Files:
    """Reads a folder of dialogues and their transcripts; what cannot be read is noted, not raised.

    Hidden files are left out: editors and version control keep their own things there.
    """
    texts: dict[str, str] = {}
    lost: dict[str, Unreadable] = {}
    for path in _written(folder):
        name = path.relative_to(folder).as_posix()
        try:
            texts[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            lost[name] = NOT_TEXT
        except OSError:
            lost[name] = CLOSED
    return Files(texts, lost, str(folder))


def _written(folder: Path) -> Iterator[Path]:
    found = [*folder.rglob("*.yaml"), *(folder / TRANSCRIPTS).glob("*.chat")]
    for path in sorted(found):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and not path.is_dir():
            yield path


def _lies_in(path: str, folder: str) -> bool:
    parent = PurePosixPath(path).parent
    return parent == PurePosixPath(folder)
