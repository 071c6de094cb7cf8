"""Talking to a provider from the server: bounded in time and size, and never led elsewhere."""

import json
import time
from dataclasses import dataclass
from typing import Any

import requests
from requests.auth import AuthBase

from .errors import Refused, Unreachable

TIMEOUT = 5.0  # seconds for a connection, for each read, and for a whole body
LARGEST = 256 * 1024  # bytes
CHUNK = 16 * 1024


@dataclass(frozen=True)
class Answer:
    """A 200: ``kind`` is its media type in lower case, without parameters."""

    kind: str
    body: bytes

    def json(self) -> dict[str, Any]:
        """The body as a JSON object, or Refused."""
        try:
            found = json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise Refused("not JSON") from error
        if not isinstance(found, dict):
            raise Refused("not a JSON object")
        return found

    def text(self) -> str:
        try:
            return self.body.decode("ascii").strip()
        except UnicodeDecodeError as error:
            raise Refused("not ASCII") from error


class Credentials(AuthBase):
    """An Authorization header, or none; being given one keeps requests from reading ~/.netrc."""

    def __init__(self, value: str = "") -> None:
        self.value = value

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self.value:
            request.headers["Authorization"] = self.value
        return request


def get(url: str, authorization: str = "") -> Answer:
    return _ask("GET", url, authorization)


def post(url: str, fields: dict[str, str], authorization: str = "") -> Answer:
    return _ask("POST", url, authorization, fields)


def _ask(method: str, url: str, authorization: str, fields: dict[str, str] | None = None) -> Answer:
    until = time.monotonic() + TIMEOUT
    try:
        with (
            requests.Session() as session,
            session.request(
                method,
                url,
                data=fields,
                auth=Credentials(authorization),
                # What is packed may grow without limit: it is not asked for, nor unpacked.
                headers={"Accept-Encoding": "identity"},
                timeout=TIMEOUT,
                allow_redirects=False,
                stream=True,
            ) as response,
        ):
            _look_at(response.status_code)
            kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            return Answer(kind, _read(response, until))
    except (requests.RequestException, OSError) as error:
        raise Unreachable(type(error).__name__) from error


def _look_at(status: int) -> None:
    if status == 429 or status >= 500:
        raise Unreachable(f"status {status}")
    if status != 200:  # a redirect too: it would carry secrets to wherever it points
        raise Refused(f"status {status}")


def _read(response: requests.Response, until: float) -> bytes:
    """The body as it was sent; Unreachable when it comes too slowly, Refused when it is too big."""
    body = b""
    while part := response.raw.read1(CHUNK, decode_content=False):
        body += part
        if len(body) > LARGEST:
            raise Refused("too big")
        if time.monotonic() > until:
            raise Unreachable("too slow")
    return body
