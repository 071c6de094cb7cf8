"""Signing in to a running demo with a browser, as a person does: on the portal, with a password."""

from urllib.parse import quote

from playwright.sync_api import Page

from .server import Server

PASSWORD = "six-conseils-au-fil-du-canal"  # noqa: S105 (cms/demo prints it: it opens the demo only)


def sign_in(page: Page, server: Server, site: str, email: str, path: str = "/") -> None:
    """Be on ``path`` of ``site`` ("portal", "admin" or a code) as the person of ``email``."""
    page.goto(server.url(site, f"/compte/connexion/?next={quote(path)}"))
    page.click("a[href*='/compte/connexion/mot-de-passe/']")
    page.fill("#id_email", email)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_load_state()
    if "/deux-etapes/" in page.url:  # the demo proposes a second factor to whoever has a role
        page.click("button[name=later]")
    page.wait_for_url(f"{server.url(site, path)}**")
