"""Say in one line why Quartiers cannot start here, before any long work.

    python preflight.py [PORT]

Runs under whatever Python 3 the machine has, even one far too old: no f-strings, nothing imported
that is not in the standard library. Exit code 1 and one French line on the first problem.
"""

import errno
import socket
import sys

MINIMUM = (3, 11)


def main(arguments):
    problem = python_problem() or (port_problem(arguments[0]) if arguments else None)
    if problem:
        line = "Quartiers\u00a0: %s\n" % problem
        getattr(sys.stderr, "buffer", sys.stderr).write(line.encode("utf-8"))
        return 1
    return 0


def python_problem():
    """Why this interpreter will not do, or None."""
    if sys.version_info < MINIMUM:
        found = "%d.%d" % sys.version_info[:2]
        return (
            "il faut Python 3.11 ou plus récent, et « %s » est en version %s. "
            "Indiquez-en un autre, par exemple : make demo PYTHON=python3.12"
        ) % (sys.executable, found)
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        return (
            "le module « venv » de Python manque. Installez-le "
            "(Debian, Ubuntu : apt install python3-venv), puis recommencez."
        )
    return None


def port_problem(text):
    """Why nothing can be served on this port of this machine, or None."""
    digits = text.isascii() and text.isdigit() and len(text) <= 5
    if not digits or not 0 < int(text) < 65536:
        return "« %s » n’est pas un numéro de port (de 1 à 65535)." % shown(text)
    port = int(text)
    if any(answers(family, host, port) for family, host in LOOPBACKS):
        return taken(port)
    return bind_problem(port)


def shown(text):
    """The beginning of what was typed, on one line."""
    return "".join(c if c.isprintable() else " " for c in text[:20])


LOOPBACKS = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))


def answers(family, host, port):
    """Whether a server is already there; a machine without IPv6 has none on ::1."""
    try:
        probe = socket.socket(family, socket.SOCK_STREAM)
    except OSError:
        return False
    try:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0
    except OSError:
        return False
    finally:
        probe.close()


def bind_problem(port):
    probe = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
    except OSError as error:
        if error.errno == errno.EACCES:
            advice = "Prenez-en un autre : make demo PORT=8001"
            return "le port %d est réservé au système. %s" % (port, advice)
        return taken(port)
    finally:
        probe.close()
    return None


def taken(port):
    other = port + 1 if port < 65535 else 8001
    return "le port %d est déjà pris. Choisissez-en un autre : make demo PORT=%d" % (port, other)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
