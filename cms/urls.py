"""Every public address of every host; HostMiddleware decides which host serves which."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.pages import site_views
from sites.accounts import urls as accounts_urls
from sites.delivery import previews
from sites.delivery.errors import not_found
from sites.delivery.media import media
from sites.notifications.subscriptions import views as subscriptions

# What Wagtail's own addresses would answer too freely: shared passwords that may be guessed without
# limit, and numbers of thousands of digits.
CLOSED = r"^(?:fichiers|_util)/authenticate_with_password/|^fichiers/[0-9]{10,}/"

TO_ENTRANCE = RedirectView.as_view(pattern_name="accounts:login", query_string=True)

urlpatterns = [
    re_path(CLOSED, not_found),
    path("admin/login/", TO_ENTRANCE),
    path("admin/", include(wagtailadmin_urls)),
    path("fichiers/", include(wagtaildocs_urls)),
    path("compte/suspension/", include("sites.moderation.urls")),
    path("compte/invitation/", include("sites.teams.urls")),
    path("compte/abonnements/", subscriptions.mine, name="my_subscriptions"),
    path("abonnements/", include("sites.notifications.subscriptions.urls")),
    path("", include("sites.notifications.telling.urls")),
    path("compte/suivis/", include("forum.following.urls")),
    path("compte/brouillons/", include("forum.drafts.urls")),
    path("compte/", include("sites.accounts.factors.urls")),
    path("compte/", include("sites.accounts.urls")),
    path("compte/", include(accounts_urls.unnamed)),
    path("forum/", include("forum.urls")),
    path("", include("sites.moderation.public_urls")),
    path("", include("sites.themes.urls")),
    path("apercu/<str:key>/", previews.show, name="preview"),
    path("dev/galerie/", include("cms.gallery.urls")),
    path("conseils/", site_views.councils, name="councils"),
    path("plan-du-site/", site_views.site_map, name="site_map"),
    path("sitemap.xml", site_views.sitemap_xml, name="sitemap"),
    path("robots.txt", site_views.robots, name="robots"),
    path("", include("cms.calendar.urls")),
    path("", include("cms.calendar.registration.urls")),
    path("", include("cms.meetings.urls")),
    path("", include("cms.searching.urls")),
]

if settings.SERVE_MEDIA:
    urlpatterns += [path("media/<path:path>", media)]

# Wagtail brings sign-ins of its own: they must not be second doors.
urlpatterns += [
    path("_util/login/", TO_ENTRANCE),
    path("", include(wagtail_urls)),
]

handler400 = "sites.delivery.errors.bad_request"
handler403 = "sites.delivery.errors.permission_denied"
handler404 = "sites.delivery.errors.not_found"
handler500 = "sites.delivery.errors.server_error"
