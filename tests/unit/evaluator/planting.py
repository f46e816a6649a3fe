"""A copy of the test declaration in which faults are planted and looked for."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from evaluator.errors import ContentFaults
from evaluator.loading import load

FERRY = Path(__file__).parents[2] / "content"


@dataclass(frozen=True, slots=True)
class Garden:
    """A folder of content to spoil."""

    folder: Path

    def replace(self, path: str, old: str, new: str) -> None:
        """Replace a piece of text that stands in a file exactly once."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"“{old}” stands {text.count(old)} times in {path}"
        (self.folder / path).write_text(text.replace(old, new), encoding="utf-8")

    def add(self, path: str, text: str) -> None:
        """Add text at the end of a file, which is made where it is not there."""
        target = self.folder / path
        target.parent.mkdir(exist_ok=True)
        before = target.read_text(encoding="utf-8") if target.exists() else ""
        target.write_text(before + text, encoding="utf-8")

    def remove(self, path: str) -> None:
        """Remove a file."""
        (self.folder / path).unlink()

    def faults(self) -> list[str]:
        """Load the folder and return each fault as told, paths relative to the folder."""
        try:
            load(self.folder)
        except ContentFaults as faults:
            return [str(problem).removeprefix(f"{self.folder.as_posix()}/") for problem in faults.problems]
        return []


def planted(tmp_path: Path) -> Garden:
    """Return a fresh copy of the test declaration, which has no fault."""
    shutil.copytree(FERRY, tmp_path / "content")
    return Garden(tmp_path / "content")
