"""Pictures that are drawn when somebody first asks for them, and kept with the edition they show."""

from collections import OrderedDict
from collections.abc import Callable
from threading import BoundedSemaphore, Lock

MOST_KEPT = 500
AT_ONCE = 2
"""How many threads may draw at a time: the others stay free for pages."""

SECONDS = 3.0


class Pictures:
    """Pictures by name; the ones asked for longest ago are let go."""

    def __init__(self, seconds: float = SECONDS) -> None:
        """Begin with none; ``seconds`` is how long one waits for its turn."""
        self._seconds = seconds
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()
        self._turns = BoundedSemaphore(AT_ONCE)

    def get(self, name: str, draw: Callable[[], bytes]) -> bytes | None:
        """Return a picture, drawn now if it was never; None where too many are being drawn."""
        with self._lock:
            kept = self._kept.get(name)
            if kept is not None:
                self._kept.move_to_end(name)
                return kept
        if not self._turns.acquire(timeout=self._seconds):
            return None
        try:
            drawn = draw()
        finally:
            self._turns.release()
        with self._lock:
            self._kept[name] = drawn
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return drawn
