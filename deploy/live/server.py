"""A demo of its own in a temporary folder, served on a free port as `make demo` serves it."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[2]
PORTAL = "quartiers.localhost"
START_SECONDS = 240  # migrations and demo content on two busy cores
STOP_SECONDS = 10


class Server:
    """Where a running demo answers; ``environment`` is what its commands need to see its data."""

    def __init__(self, port: int, environment: dict[str, str]):
        self.port = port
        self.environment = environment

    def url(self, site: str, path: str = "/") -> str:
        """The address of ``path`` on a site: a council's code, "portal", "admin" or "start"."""
        hosts = {"portal": PORTAL, "start": "localhost"}
        return f"http://{hosts.get(site, f'{site}.{PORTAL}')}:{self.port}{path}"

    def run(self, *arguments: str) -> str:
        """What ``python …`` prints when it runs with this demo's environment."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"python {' '.join(arguments)}:\n{done.stderr[-3000:]}")
        return done.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def loaded_demo(folder: Path) -> Path:
    """The demo in ``folder``, loaded by whoever asks first; the others wait for it.

    With ``LOADED_DEMO`` set it is there: what the same code loaded before.
    """
    if kept := os.environ.get("LOADED_DEMO"):
        return Path(kept)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "loaded").exists():
            maker = Server(8000, _environment(8000, str(folder / "var")))
            maker.run("manage.py", "migrate", "--verbosity=0", "--no-input")
            maker.run("manage.py", "load_demo")
            (folder / "loaded").touch()
    return folder / "var"


@contextmanager
def demo_server(begin_with: Path | None = None) -> Iterator[Server]:
    """Build the demo in a temporary folder, serve it, and leave nothing behind.

    ``begin_with`` holds a loaded one, of which a copy is served. With ``DEMO_SERVER_PORT`` (and
    ``VAR_DIR``) set, an already running demo is used as it is.
    """
    if port := os.environ.get("DEMO_SERVER_PORT"):
        yield Server(int(port), _environment(int(port), os.environ["VAR_DIR"]))
        return
    folder = Path(tempfile.mkdtemp(prefix="quartiers-live-"))
    if begin_with:
        shutil.copytree(begin_with, folder, dirs_exist_ok=True)
    port = free_port()
    server = Server(port, _environment(port, str(folder)))
    try:
        with _running(server, folder / "server.log"):
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _environment(port: int, folder: str) -> dict[str, str]:
    """What a command needs to see the demo in ``folder``; tests run with settings of their own."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.development",
        "VAR_DIR": folder,
        "PORT": str(port),
    }
    environment.pop("DATABASE_URL", None)
    return environment


@contextmanager
def _running(server: Server, log_path: Path) -> Iterator[None]:
    command = [sys.executable, "manage.py", "demo", "--port", str(server.port)]
    with log_path.open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=server.environment,
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
        )
        try:
            _wait_for(process, server, log_path)
            yield
        finally:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait_for(process: subprocess.Popen, server: Server, log_path: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the demo stopped while starting:\n{log_path.read_text()[-3000:]}")
        if answers(server):
            return
        time.sleep(0.3)
    raise RuntimeError(f"no answer within {START_SECONDS} s:\n{log_path.read_text()[-3000:]}")


def answers(server: Server) -> bool:
    try:
        return fetch(server, f"http://{PORTAL}:{server.port}/", timeout=20)[0] == 200
    except OSError:
        return False


def fetch(server: Server, url: str, timeout: float = 30) -> tuple[int, str]:
    """Status and text of ``url``; connects to 127.0.0.1: not every resolver knows *.localhost."""
    parts = urlsplit(url)
    local = urlunsplit(parts._replace(netloc=f"127.0.0.1:{server.port}"))
    request = urllib.request.Request(local, headers={"Host": parts.netloc, "Accept": "text/html"})
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
