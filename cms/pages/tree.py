"""Which site a page lies on, and whether it lies in the bin."""

from wagtail.models import Page

from sites.councils.hosts import Host, table

BIN_SLUG = "corbeille-des-conseils"
BIN_ADDRESS = f"/{BIN_SLUG}/"  # every page in the bin, and no other one, has a ``url_path`` below


def in_bin(page: Page) -> bool:
    """Whether ``page`` lies in the bin, or is the bin."""
    return page.url_path.startswith(BIN_ADDRESS)


def host_of(page: Page) -> Host | None:
    """The entry of the site whose home is ``page`` or above it; None outside every site."""
    for host in table().hosts.values():
        if host.site and page.path.startswith(host.site.root_page.path):
            return host
    return None


def same_site(page: Page, target: Page) -> bool:
    """Whether both lie on one site."""
    here, there = host_of(page), host_of(target)
    return bool(here and there and here.site == there.site)


def may_move(page: Page, parent: Page) -> bool:
    """Whether ``page`` stays on its site below ``parent``; its order among siblings is free."""
    return page.is_child_of(parent) or same_site(page, parent)


def path_on(host: Host, page: Page) -> str:
    """The page's path as its site shows it, from the first slash."""
    return "/" + page.url_path[len(host.site.root_page.url_path) :]
