"""Flask's session, kept in the database for reps who are signed in, and for nobody else.

The cookie holds only an id. Reading a public page touches no session and sets no
cookie; what is put into the session of somebody who is not signed in is forgotten.
"""

from collections.abc import Iterator, MutableMapping
from datetime import timedelta
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin

from candor.records import sessions
from candor.records.reps import Rep
from candor.records.sessions import Life
from candor.records.tokens import is_wellformed
from candor.services import Services
from candor.settings import Settings


class RepSession(SessionMixin, MutableMapping[str, Any]):
    """A session that is looked up when it is first used."""

    def __init__(self, services: Services, session_id: str | None) -> None:
        """Remember the id that the visitor's cookie gave; nothing is read yet."""
        self._services = services
        self._looked_up = False
        self._rep: Rep | None = None
        self._data: dict[str, Any] = {}
        self.id = session_id
        self.accessed = False
        self.modified = False
        self.replaced = False

    @property
    def rep(self) -> Rep | None:
        """The rep who is signed in, if any."""
        self._look_up()
        return self._rep

    def begin(self, rep: Rep) -> None:
        """Sign a rep in under a new id; the old one, if any, is dead."""
        self.end()
        self.id = sessions.begin(self._services.database, rep.id, self._services.clock())
        self._looked_up, self._rep, self.replaced = True, rep, True

    def end(self) -> None:
        """Sign out: the id leads nowhere from the next request on."""
        if self.id is not None and is_wellformed(self.id):
            sessions.end(self._services.database, self.id)
        self.id, self._rep, self._data, self._looked_up, self.replaced = None, None, {}, True, True

    def store(self) -> None:
        """Write what changed, once."""
        if self.modified and self.id is not None and self._rep is not None:
            self.modified = False
            sessions.save_data(self._services.database, self.id, self._data)

    def __getitem__(self, key: str) -> Any:
        self._look_up()
        return self._data[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self._look_up()
        self._data[key] = value
        self.modified = True

    def __delitem__(self, key: str) -> None:
        self._look_up()
        del self._data[key]
        self.modified = True

    def __iter__(self) -> Iterator[str]:
        self._look_up()
        return iter(self._data)

    def __len__(self) -> int:
        self._look_up()
        return len(self._data)

    def _look_up(self) -> None:
        self.accessed = True
        if self._looked_up:
            return
        if self.id is not None and is_wellformed(self.id):
            settings = self._services.settings
            life = Life(timedelta(hours=settings.idle_hours), timedelta(days=settings.absolute_days))
            found = sessions.find(self._services.database, self.id, self._services.clock(), life)
            if found is not None:
                self._rep, self._data = found.rep, dict(found.data)
        self._looked_up = True


class RepSessions(SessionInterface):
    """Opens a session from the request's cookie and stores it with the response."""

    def open_session(self, app: Flask, request: Request) -> RepSession:
        """Return the session of a request, not yet looked up."""
        services: Services = app.extensions["candor"]
        return RepSession(services, request.cookies.get(cookie_name(services.settings)))

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Store what changed, and set or remove the cookie where somebody signed in or out."""
        if not isinstance(session, RepSession):
            raise TypeError("this session is of another kind")
        session.store()
        if session.accessed:
            response.vary.add("Cookie")
        if session.replaced:
            _set_cookie(response, app.extensions["candor"].settings, session.id)


def cookie_name(settings: Settings) -> str:
    """Return the cookie's name: browsers bind the prefixed one to this host and to https."""
    return "__Host-session" if settings.is_https else "session"


def _set_cookie(response: Response, settings: Settings, value: str | None) -> None:
    response.set_cookie(
        cookie_name(settings),
        value or "",
        max_age=settings.absolute_days * 86_400 if value else 0,
        path="/",
        secure=settings.is_https,
        httponly=True,
        samesite="Lax",
    )
