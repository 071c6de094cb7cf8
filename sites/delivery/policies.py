"""A page's content security policy, widened for what that page needs."""

from django.http import HttpResponseBase


def allow(response: HttpResponseBase, directive: str, *origins: str) -> None:
    """Let ``origins`` (scheme, host, port) into ``directive`` of this response."""
    known = dict(getattr(response, "_csp_update", None) or {})
    wanted = [origin for origin in origins if origin]
    if wanted:
        known[directive] = [*known.get(directive, []), *wanted]
        response._csp_update = known
