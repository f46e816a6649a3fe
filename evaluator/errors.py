"""Faults in content, told to the person who can mend them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in one file: where it is, what is wrong, and what mends it.

    ``line`` and ``column`` count from 1.
    """

    path: str
    line: int
    column: int
    fault: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.fault}. {self.remedy}."


class ContentFaults(Exception):
    """Content cannot be used; ``problems`` lists every fault found, in file order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
