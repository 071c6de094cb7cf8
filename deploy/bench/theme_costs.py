"""What themes cost in one process: a template found, a page made. Prints one line of JSON.

Run inside Quartiers by deploy.bench.themes. Both sides of a comparison take turns, and count CPU
time of this process only.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

ROUNDS, LOOKUPS, PAGES = 15, 20_000, 40


def cpu(work: Callable[[], None]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def ratio(one: Callable[[], None], other: Callable[[], None]) -> float:
    """The median over the rounds of one ÷ other."""
    one(), other()
    found = sorted(cpu(one) / cpu(other) for _ in range(ROUNDS))
    return found[len(found) // 2]


def main(host: str) -> None:
    django.setup()
    from django.conf import settings
    from django.template import engines

    from sites.themes.stack import Layer, Stack, base, wearing

    engine = engines["django"].engine
    (loader,) = engine.template_loaders
    names = copied(Path(settings.BASE_DIR) / "templates")
    themed = Stack((Layer(*theme(names)), base().top))
    plain = loader.below

    def look_up(found_by) -> None:
        for _ in range(LOOKUPS // len(names)):
            for name in names:
                found_by.get_template(name)

    def in_theme() -> None:
        with wearing(themed):
            look_up(loader)

    print(
        json.dumps(
            {
                "look-up in a theme ÷ Django's cached loader": ratio(
                    in_theme, lambda: look_up(plain)
                ),
                "page in a theme ÷ page without any": page_ratio(host, engine, loader, themed),
            }
        )
    )


def copied(root: Path) -> dict[str, str]:
    """Base templates as a theme would hold them: it then does the same work as the base."""
    return {
        str(path.relative_to(root)): path.read_text()
        for folder in ("components", "pages", "blocks")
        for path in sorted((root / folder).glob("*.html"))
    }


def theme(templates: dict[str, str]):
    from sites.themes import manifest
    from sites.themes.files import ThemeFiles

    told = {"name": "Bench", "slug": "bench", "version": "1.0.0", "api": manifest.API}
    contents = {f"templates/{name}": text.encode() for name, text in templates.items()}
    files = ThemeFiles({"theme.json": json.dumps(told).encode(), **contents})
    return files, manifest.read(files)[0]


def page_ratio(host: str, engine, loader, themed) -> float:
    """A council's home, all its middleware included, against one without ours and our loader."""
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler
    from django.test import RequestFactory

    from sites.themes import middleware

    middleware.stack_of = lambda site_id: themed
    with_themes = WSGIHandler()
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if "ThemeMiddleware" not in m]
    without = WSGIHandler()
    factory = RequestFactory(headers={"host": host})

    def pages(handler, found_by) -> None:
        engine.template_loaders = [found_by]
        for _ in range(PAGES):
            response = handler.get_response(factory.get("/"))
            if response.status_code != 200:
                raise RuntimeError(response.status_code)

    return ratio(lambda: pages(with_themes, loader), lambda: pages(without, loader.below))


if __name__ == "__main__":
    main(sys.argv[1])
