"""A site for the server's tests: it says what it was asked, at once or after a while."""

import sys
import time
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from candor.serving import bind, serve

BODY_LIMIT = 1_000
SHOWN = ("REQUEST_METHOD", "CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING", "HTTP_X_FORWARDED_FOR", "REMOTE_ADDR")


def site(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer with the request's own words after as many seconds as its path says."""
    time.sleep(float(environ["PATH_INFO"].strip("/") or 0))
    body = environ["wsgi.input"].read()
    lines = [f"{name}={environ.get(name, '')}" for name in SHOWN]
    answer = "\n".join([*lines, f"body={len(body)}"]).encode()
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(answer)))])
    return [answer]


if __name__ == "__main__":
    server = bind("127.0.0.1", 0, BODY_LIMIT)
    sys.stdout.write(f"{server.effective_port}\n")
    sys.stdout.flush()
    serve(server, site, [("X-Frame-Options", "DENY")])
    sys.stdout.write("stopped\n")
