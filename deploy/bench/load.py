"""A bounded load on a server of this machine: eight connections, for a second or so."""

import http.client
import threading
import time
from dataclasses import dataclass

from .processes import Target

CONNECTIONS = 8


@dataclass(frozen=True)
class Sample:
    """CPU per request in milliseconds: of the application, and of its database."""

    application: float
    database: float
    requests: int

    @property
    def total(self) -> float:
        return self.application + self.database


def measure(target: Target, host: str, path: str, expected: int, seconds: float) -> Sample:
    """Ask for one page for ``seconds`` and share the CPU spent among the answers."""
    before = target.cpu_seconds()
    requests = hammer(target.port, host, path, expected, seconds)
    after = target.cpu_seconds()
    application, database = (
        (end - start) * 1000 / requests for start, end in zip(before, after, strict=True)
    )
    return Sample(application, database, requests)


def hammer(port: int, host: str, path: str, expected: int, seconds: float) -> int:
    """How many answers came; raises when one has another status than ``expected``."""
    deadline = time.monotonic() + seconds
    counts = [0] * CONNECTIONS
    wrong: list[int] = []

    def work(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.monotonic() < deadline and not wrong:
            connection.request("GET", path, headers={"Host": host, "Accept": "text/html"})
            response = connection.getresponse()
            response.read()
            if response.status != expected:
                wrong.append(response.status)
            counts[number] += 1
        connection.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise RuntimeError(f"http://{host}{path} gives {wrong[0]}, not {expected}")
    return sum(counts)
