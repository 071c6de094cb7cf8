"""What stops `make demo` before any long work, in one line of French."""

import socket
import subprocess
import sys

import pytest

from deploy import preflight


@pytest.fixture
def listening():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_port_in_use_is_named_with_another_to_try(listening):
    assert str(listening) in preflight.port_problem(str(listening))
    assert f"PORT={listening + 1}" in preflight.port_problem(str(listening))


def test_a_server_on_the_other_loopback_is_seen_too():
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    with socket.socket(socket.AF_INET6) as server:
        try:
            server.bind(("::1", 0))
        except OSError:
            pytest.skip("this machine has no ::1")
        server.listen()
        assert "déjà pris" in preflight.port_problem(str(server.getsockname()[1]))


@pytest.mark.parametrize(
    "text", ["", "abc", "0", "65536", "-1", "80 80", "8000;ls", "²", "８０００", "1\n2", "9" * 5000]
)
def test_what_is_no_port_is_refused(text):
    problem = preflight.port_problem(text)
    assert "n’est pas un numéro de port" in problem
    assert "\n" not in problem
    assert len(problem) < 100


def test_a_free_port_is_fine(listening):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    assert preflight.port_problem(str(free)) is None


def test_an_old_python_is_named(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert "3.9" in preflight.python_problem()
    assert "PYTHON=" in preflight.python_problem()


def test_a_missing_venv_module_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    assert "venv" in preflight.python_problem()


def test_the_script_says_one_line_and_fails(listening):
    done = subprocess.run(
        [sys.executable, preflight.__file__, str(listening)],
        capture_output=True,
        check=False,
        env={"LC_ALL": "C", "PYTHONUTF8": "0"},
    )
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1
    assert "déjà pris" in done.stderr.decode()


def test_it_can_be_read_by_an_old_python():
    import ast
    from pathlib import Path

    ast.parse(Path(preflight.__file__).read_text(), feature_version=(3, 5))
    assert 'f"' not in Path(preflight.__file__).read_text()
