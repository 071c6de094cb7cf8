"""Dressing the councils in the bundled themes; the portal keeps the base."""

from cms.demo.content.looks import LOOKS
from sites.themes import releases, switching

from .demo import Demo

INTEGRATOR = "integration"


def make_looks(demo: Demo) -> None:
    by = demo.users[INTEGRATOR]
    themes = {look.theme for look in LOOKS.values()}
    installed = {slug: releases.install_bundled(slug, by) for slug in sorted(themes)}
    for code, look in LOOKS.items():
        site = demo.sites[code].site
        switching.activate(site, installed[look.theme], by)
        if look.differences:
            switching.set_differences(site, look.differences, by)
