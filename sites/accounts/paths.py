"""Where a form or a link may lead on to: a path of the same host, never anywhere else."""

from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 2000  # characters
_ENTRANCES = ("/compte/connexion", "/compte/retour", "/compte/deconnexion", "/admin/login")


def safe_path(text: str | None, default: str = "/") -> str:
    """``text`` if it is a path of this host that may follow a sign-in, else ``default``.

    Browsers read ``//host``, ``/\\host`` and what hides behind control characters as another host;
    a page of the entrance would lead round in circles.
    """
    path = text or ""
    is_path = path.startswith("/") and len(path) <= LONGEST and path.isprintable()
    if not is_path or not url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        return default
    return default if path.startswith(_ENTRANCES) else path
