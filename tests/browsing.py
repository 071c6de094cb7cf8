"""A browser as far as cookies and redirects go: it keeps those of each host apart."""

from urllib.parse import urljoin, urlsplit

from django.test import Client

from tests import factories

MOST = 10  # redirects


class Browser:
    """``get`` and ``post`` take full addresses, or paths of the page one is on, and follow."""

    def __init__(self, **headers: str):
        self.clients: dict[str, Client] = {}
        self.headers = headers
        self.url = ""
        self.trail: list[str] = []

    def client(self, host: str) -> Client:
        if host not in self.clients:
            headers = {"host": f"{host}:{factories.PORT}", **self.headers}
            self.clients[host] = Client(headers=headers)
        return self.clients[host]

    def get(self, url: str, *, follow: bool = True):
        return self._go("get", url, None, follow)

    def post(self, url: str, data: dict | None = None, *, follow: bool = True):
        return self._go("post", url, data, follow)

    def cookies(self, host: str) -> dict[str, str]:
        return {name: morsel.value for name, morsel in self.client(host).cookies.items()}

    def _go(self, method: str, url: str, data, follow: bool):
        self.trail = []
        response = self._ask(method, url, data)
        while follow and response.status_code in (301, 302, 303):
            assert len(self.trail) <= MOST, self.trail
            response = self._ask("get", response["Location"], None)
        return response

    def _ask(self, method: str, url: str, data):
        self.url = urljoin(self.url, url)
        parts = urlsplit(self.url)
        self.trail.append(self.url)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        return getattr(self.client(parts.hostname or ""), method)(path, data)


def address(place, path: str = "/") -> str:
    """The full address of ``path`` on a council's site, the portal or ``"admin"``."""
    host = "admin.quartiers.localhost" if place == "admin" else place.site.hostname
    return f"http://{host}:{factories.PORT}{path}"
