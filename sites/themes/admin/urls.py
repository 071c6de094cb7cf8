"""Addresses of the admin's two screens, below ``/admin/``."""

from django.urls import path

from . import look_views, theme_views

app_name = "themes_admin"
urlpatterns = [
    path("themes/", theme_views.index, name="index"),
    path("themes/deposer/", theme_views.upload, name="upload"),
    path("themes/depots/<str:digest>/", theme_views.package, name="package"),
    path("themes/depots/<str:digest>/installer/", theme_views.install, name="install"),
    path("themes/depots/<str:digest>/jeter/", theme_views.discard, name="discard"),
    path("themes/livres/<slug:slug>/installer/", theme_views.install_bundled, name="bundled"),
    path("themes/journal/", theme_views.journal, name="log"),
    path("themes/<int:pk>/", theme_views.release, name="release"),
    path("themes/<int:pk>/verifier/", theme_views.check, name="check"),
    path("apparence/", look_views.looks, name="looks"),
    path("apparence/<int:site_id>/", look_views.look, name="look"),
    path("apparence/<int:site_id>/porter/", look_views.wear, name="wear"),
    path("apparence/<int:site_id>/revenir/", look_views.back, name="back"),
    path("apparence/<int:site_id>/reglages/", look_views.adjust, name="adjust"),
]
