"""Servers under measure: their gunicorn, their database, and the CPU time that both have used."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

from deploy.live.server import free_port

TICK = os.sysconf("SC_CLK_TCK")
START_SECONDS = 60


@dataclass
class Target:
    """One project served by gunicorn. ``pages`` maps a name to (host, path)."""

    name: str
    folder: Path
    wsgi: str
    environment: dict[str, str]
    database_url: str
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    pid: int = 0

    def run(self, *arguments: str) -> str:
        """What ``python …`` prints inside this project; raises with its errors."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{self.name}: {' '.join(arguments)}\n{done.stderr[-3000:]}")
        return done.stdout

    def cpu_seconds(self) -> tuple[float, float]:
        """CPU time so far: of gunicorn's workers, of the PostgreSQL backends of its database."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return spent(map(int, children)), spent(backends(self.database_url))


@contextmanager
def serving(target: Target, workers: int = 2) -> Iterator[None]:
    """gunicorn with 2 workers × 4 threads, as every target gets it."""
    command = [sys.executable, "-m", "gunicorn", target.wsgi, "--threads", "4"]
    command += ["--workers", str(workers)]
    log = tempfile.TemporaryFile()  # noqa: SIM115 (closed below, and never left in the checkout)
    process = subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{target.port}", "--log-level", "error"],
        cwd=target.folder,
        env=target.environment,
        stdout=log,
        stderr=log,
    )
    target.pid = process.pid
    try:
        wait_for(target)
        yield
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def wait_for(target: Target) -> None:
    host, path = next(iter(target.pages.values()))
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if status(target, host, path):
            return
        time.sleep(0.2)
    raise RuntimeError(f"{target.name} does not answer")


def status(target: Target, host: str, path: str) -> int:
    """The HTTP status of one page; 0 when nobody answers."""
    url = f"http://127.0.0.1:{target.port}{path}"
    request = urllib.request.Request(url, headers={"Host": host})
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def spent(pids) -> float:
    """Seconds of user and system time of these processes; one that is gone counts nothing."""
    ticks = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except FileNotFoundError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / TICK


def backends(database_url: str) -> list[int]:
    name = urlsplit(database_url).path.lstrip("/")
    query = "SELECT pid FROM pg_stat_activity WHERE datname = %s"
    return [row[0] for row in administer(database_url, query, (name,))]


@contextmanager
def databases(base_url: str, names: list[str]) -> Iterator[dict[str, str]]:
    """Empty databases of their own on the server of ``base_url``; dropped at the end."""
    server = urlsplit(base_url)
    urls = {name: server._replace(path=f"/bench_{os.getpid()}_{name}").geturl() for name in names}
    try:
        for url in urls.values():
            administer(url, f'CREATE DATABASE "{urlsplit(url).path[1:]}"')
        yield urls
    finally:
        for url in urls.values():
            administer(url, f'DROP DATABASE IF EXISTS "{urlsplit(url).path[1:]}" WITH (FORCE)')


def administer(database_url: str, query: str, parameters: tuple = ()) -> list[tuple]:
    """Rows of a query on the maintenance database of the same server."""
    connection = psycopg2.connect(urlsplit(database_url)._replace(path="/postgres").geturl())
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(query, parameters)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()
