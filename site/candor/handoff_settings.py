"""Reading ``handoff.yaml``: where leads are handed off to. It is configuration and lies outside the content.

Any text in it may be taken from elsewhere, so that no secret stands in the file: write
``{environment: NAME}`` or ``{file: path}`` in its place.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from candor.handoff.addresses import may_be_reached, network_of
from candor.handoff.endpoints import NOWHERE, Endpoint, Handoff, Mail
from candor.handoff.reaching import tls_context
from candor.handoff_shapes import NUMBERS, SHAPES, EndpointShape
from evaluator.errors import ContentFaults, Problem
from evaluator.origins import Origin
from evaluator.reading import Place, Reading, read_yaml
from evaluator.rules import Frozen, Id
from evaluator.shapes import problems_of_shape


def _network(text: str) -> str:
    network_of(text)
    return text


class HandoffShape(Frozen):
    """The whole file; endpoints are read one by one."""

    endpoints: Annotated[dict[Id, dict[str, Any]], Field(min_length=1)]
    private_receivers: tuple[Annotated[str, AfterValidator(_network)], ...] = ()
    authorities: str | None = None


def load(path: Path | None, environ: Mapping[str, str]) -> Handoff:
    """Return what a file configures, or raise ``ContentFaults`` with all that is wrong; no file is no hand-off."""
    if path is None:
        return NOWHERE
    try:
        reading = read_yaml(path.name, path.read_bytes())
    except OSError as error:
        raise ContentFaults(
            (Problem(path.name, 1, 1, f"the file cannot be read: {error.strerror}", "Mend that"),)
        ) from error
    loading = _Loading(reading, path.parent, environ)
    found = loading.handoff()
    if reading.problems:
        # What is not there has no form either: one fault is enough where a text could not be had.
        first = {(problem.line, problem.column): problem for problem in reversed(reading.problems)}
        raise ContentFaults(tuple(sorted(first.values())))
    return found


@dataclass(frozen=True, slots=True)
class _Loading:
    """One file on the way to its value; faults are added to the reading."""

    reading: Reading
    folder: Path
    environ: Mapping[str, str]

    def handoff(self) -> Handoff:
        """Return the value, which lacks something where faults were found."""
        value = self._filled_in(self.reading.value, ())
        shape, problems = problems_of_shape(HandoffShape, Origin(self.reading), value)
        self.reading.problems += problems
        # Endpoints are read whatever is wrong beside them, so that all faults are told at once.
        declared = value if isinstance(value, dict) else {}
        sound = {name: keys for name, keys in _items(declared.get("endpoints")) if isinstance(keys, dict)}
        endpoints = tuple(filter(None, (self._endpoint(name, keys) for name, keys in sound.items())))
        private = tuple(map(network_of, shape.private_receivers)) if shape else ()
        authorities = self._authorities(declared.get("authorities"))
        handoff = Handoff(endpoints, private, authorities)
        if shape is not None:
            self._refuse_unreachable(handoff)
        return handoff

    def _endpoint(self, name: str, keys: dict[str, Any]) -> Endpoint | None:
        origin = Origin(self.reading, ("endpoints", name))
        kind = SHAPES.get(str(keys.get("kind")))
        if kind is None:
            fault = "“kind” has to say what sort of endpoint this is"
            self.reading.problems.append(origin.problem(("kind",), fault, f"Write one of {', '.join(SHAPES)}"))
            return None
        shape: EndpointShape | None
        shape, problems = problems_of_shape(kind, origin, keys)
        self.reading.problems += problems
        return None if shape is None else Endpoint(name, shape.wanted, shape.way())

    def _filled_in(self, value: Any, place: Place) -> Any:
        """Return a value with what stands elsewhere put in its place."""
        if isinstance(value, list):
            return [self._filled_in(one, (*place, number)) for number, one in enumerate(value)]
        if not isinstance(value, dict):
            return value
        for origin in ("environment", "file"):
            if set(value) == {origin} and isinstance(value[origin], str):
                return self._from_elsewhere(origin, value[origin], place)
        return {key: self._filled_in(one, (*place, key)) for key, one in value.items()}

    def _from_elsewhere(self, origin: str, name: str, place: Place) -> str:
        text = self.environ.get(name, "")
        if origin == "file":
            try:
                text = (self.folder / name).read_text(encoding="utf-8")
            except (OSError, ValueError):
                text = ""
        if not text.strip():
            fault = f"the {'file' if origin == 'file' else 'environment variable'} {name} holds nothing"
            self.reading.problems.append(self.reading.problem(place, fault, "Put the text there"))
        return text.strip()

    def _authorities(self, name: Any) -> Path | None:
        if not isinstance(name, str):
            return None
        path = self.folder / name
        try:
            tls_context(path)
        except OSError:
            fault = "“authorities” names no file that holds certificates"
            self.reading.problems.append(self.reading.problem(("authorities",), fault, "Name a PEM file"))
            return None
        return path

    def _refuse_unreachable(self, handoff: Handoff) -> None:
        """Tell of addresses that would be refused at every try; names are resolved only then."""
        for endpoint in handoff.endpoints:
            way = endpoint.way
            key, host = ("server", way.host) if isinstance(way, Mail) else ("url", urlsplit(way.url).hostname or "")
            address = "127.0.0.1" if host.rstrip(".").lower().endswith("localhost") else host
            if not _is_numeric(address) or may_be_reached(address, handoff.private):
                continue
            fault = f"the address {host} is not public"
            remedy = "Name a public receiver, or add its network to private_receivers"
            self.reading.problems.append(self.reading.problem(("endpoints", endpoint.id, key), fault, remedy))


def _items(declared: Any) -> Iterable[tuple[str, Any]]:
    return declared.items() if isinstance(declared, dict) else ()


def _is_numeric(host: str) -> bool:
    return ":" in host or NUMBERS.fullmatch(host) is not None
