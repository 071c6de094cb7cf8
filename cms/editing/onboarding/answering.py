"""Whether a host name leads anywhere yet: what onboarding cannot do itself."""

import socket
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooSlow

PATIENCE = 3  # seconds; the resolver's own would let a page wait for half a minute
_asking = ThreadPoolExecutor(max_workers=2, thread_name_prefix="host-names")


def addresses_of(host: str) -> list[str]:
    """The addresses that the name leads to; none when it leads nowhere, or nobody answers."""
    asked = _asking.submit(socket.getaddrinfo, host, None, type=socket.SOCK_STREAM)
    try:
        found = asked.result(timeout=PATIENCE)
    except (OSError, UnicodeError, TooSlow):
        return []
    return list(dict.fromkeys(str(one[4][0]) for one in found))
