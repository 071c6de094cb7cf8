"""Giving every page a first revision, as the editor’s « historique » expects, and what is not
public: changes that wait, a page for the team alone."""

from wagtail.models import Page, PageViewRestriction, Revision

from cms.demo.content.unpublished import PRIVATE, WAITING
from cms.pages.models import StandardPage

from .bodies import body
from .demo import Demo
from .tree import add


def make_history(demo: Demo) -> None:
    """One revision per page, in bulk: publishing each would take as long as all the rest."""
    for text in PRIVATE:
        _add_private(demo, text)
    pages = list(Page.objects.filter(depth__gt=1, latest_revision=None).specific())
    made = Revision.objects.bulk_create([_revision(demo, page) for page in pages])
    for page, revision in zip(pages, made, strict=True):
        Page.objects.filter(pk=page.pk).update(
            latest_revision=revision,
            live_revision=revision if page.live else None,
            latest_revision_created_at=revision.created_at,
            draft_title=page.title,
        )
    for site, path, summary in WAITING:
        _let_wait(demo, site, path, summary)


def _revision(demo: Demo, page: Page) -> Revision:
    return Revision(
        base_content_type=page.get_base_content_type(),
        content_type=page.cached_content_type,
        object_id=str(page.pk),
        object_str=str(page),
        user_id=page.owner_id,
        created_at=page.first_published_at or demo.clock.now,
        content=page.serializable_data(),
    )


def _add_private(demo: Demo, text) -> None:
    page = StandardPage(title=text.title, summary=text.summary)
    page.body = body(demo, text.site, text.body)
    page = add(demo, demo.page(text.site, text.under), page, site=text.site, day=-20)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def _let_wait(demo: Demo, site: str, path: str, summary: str) -> None:
    """A change to a public page that nobody has published yet."""
    page = demo.page(site, path)
    page.summary = summary
    page.save_revision(user=demo.users[f"contribution.{site}"])
