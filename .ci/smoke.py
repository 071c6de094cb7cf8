"""`make demo` as a newcomer meets it: a clean clone, no virtual environment, nothing but Python.

    python3 .ci/smoke.py [FOLDER]       (default: a clone of this repository's last commit)
    KEEP_DEMO=… python3 .ci/smoke.py    (leaves what was loaded in that folder)

Uses the standard library only. Prints one line for each thing seen; exit code 1 on the first that
is not as it must be.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIRST_START = 600  # seconds: it hangs; the bar, on a quiet machine, is 180
SECOND_START = 60  # the same; about 3 on a quiet machine
COUNCILS = ("cel", "fth", "gab", "lba", "psd", "svp")


class Unexpected(Exception):
    """Something a newcomer would stumble on."""


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="quartiers-smoke-") as scratch:
        clone = Path(arguments[0]) if arguments else Path(scratch) / "clone"
        try:
            if not arguments:
                run("git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(clone))
            smoke(clone)
            if kept := os.environ.get("KEEP_DEMO"):
                shutil.copytree(clone / "var", kept)
        except Unexpected as problem:
            print(f"smoke: {problem}")
            return 1
    return 0


def smoke(clone: Path) -> None:
    port = free_port()
    with demo(clone, port, FIRST_START) as seconds:
        print(f"smoke: first `make demo` answered after {seconds:.1f} s")
        look_around(port)
        refused_port(clone, port)
    with demo(clone, port, SECOND_START) as seconds:
        print(f"smoke: second `make demo` answered after {seconds:.1f} s")
        look_around(port)


@contextmanager
def demo(clone: Path, port: int, limit: float):
    """`make demo` in a process group of its own; gives the seconds until the portal answered."""
    log = clone / f"smoke-{limit}.log"
    began = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["make", "demo", f"PORT={port}"],
            cwd=clone,
            env=clean_environment(),
            stdout=output,
            stderr=output,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    try:
        while status(port, "quartiers.localhost", "/") != 200:
            if process.poll() is not None:
                raise Unexpected(f"make demo stopped:\n{log.read_text()[-3000:]}")
            if time.monotonic() - began > limit:
                raise Unexpected(f"no answer after {limit} s:\n{log.read_text()[-3000:]}")
            time.sleep(0.1)
        yield time.monotonic() - began
    finally:
        os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise Unexpected("Ctrl-C does not stop `make demo` within 20 s") from None


def look_around(port: int) -> None:
    """The pages a newcomer opens first, each on its own host name."""
    expected = [("localhost", "/", 200), ("quartiers.localhost", "/forum/", 200)]
    for code in COUNCILS:
        expected.append((f"{code}.quartiers.localhost", "/", 200))
        expected.append((f"{code}.quartiers.localhost", "/forum/", 200))
    expected += [
        ("quartiers.localhost", "/compte/connexion/", 200),
        ("admin.quartiers.localhost", "/admin/", 302),  # to the portal, and back
        ("lba.quartiers.localhost", "/admin/", 404),
        ("inconnu.quartiers.localhost", "/", 404),
    ]
    for host, path, wanted in expected:
        seen = status(port, host, path)
        if seen != wanted:
            raise Unexpected(f"http://{host}:{port}{path} gives {seen}, not {wanted}")
    print(f"smoke: {len(expected)} addresses answer as they must")


def refused_port(clone: Path, port: int) -> None:
    done = subprocess.run(
        ["make", "demo", f"PORT={port}"],
        cwd=clone,
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=30,
    )
    if done.returncode == 0 or "déjà pris" not in done.stderr:
        raise Unexpected(f"a taken port is not explained: {done.stderr!r}")
    print("smoke: a taken port is refused in words")


def clean_environment() -> dict[str, str]:
    ours = {"VAR_DIR", "PORT", "DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "MAKEFLAGS"}
    return {name: value for name, value in os.environ.items() if name not in ours}


class Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are answers: they may lead to a name that this machine cannot resolve."""

    def redirect_request(self, *args):
        return None


def status(port: int, host: str, path: str) -> int:
    """The HTTP status of a page; 0 when nobody answers. Not every resolver knows *.localhost."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={"Host": f"{host}:{port}"}
    )
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=20) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(*command: str) -> None:
    subprocess.run(command, check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
