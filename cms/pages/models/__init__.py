"""Page models that need no meeting, calendar or participation logic; one file per concept."""

from .base import BasePage, SharedPage
from .documents import CouncilDocument, DocumentIndexPage
from .forms import FormField, FormPage
from .home import (
    CouncilHighlight,
    CouncilHomePage,
    CouncilPartner,
    PortalHighlight,
    PortalHomePage,
    PortalPartner,
)
from .media import CouncilFile, Picture, PictureRendition
from .news import GalleryPage, GalleryPhoto, NewsIndexPage, NewsPage, NewsPhoto
from .people import CommissionPage, Member, TeamPage
from .settings import MenuItem, SiteSettings, SocialLink
from .standard import FaqPage, LegalPage, Question, StandardPage
from .taxonomy import Place, Topic

__all__ = [
    "BasePage",
    "CommissionPage",
    "CouncilDocument",
    "CouncilFile",
    "CouncilHighlight",
    "CouncilHomePage",
    "CouncilPartner",
    "DocumentIndexPage",
    "FaqPage",
    "FormField",
    "FormPage",
    "GalleryPage",
    "GalleryPhoto",
    "LegalPage",
    "Member",
    "MenuItem",
    "NewsIndexPage",
    "NewsPage",
    "NewsPhoto",
    "Picture",
    "PictureRendition",
    "Place",
    "PortalHighlight",
    "PortalHomePage",
    "PortalPartner",
    "Question",
    "SharedPage",
    "SiteSettings",
    "SocialLink",
    "StandardPage",
    "TeamPage",
    "Topic",
]
