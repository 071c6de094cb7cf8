"""Addresses of « Suspensions », below ``/admin/``."""

from django.urls import path

from . import deciding_views, listing, suspending

app_name = "suspensions_admin"
urlpatterns = [
    path("suspensions/", listing.index, name="index"),
    path("suspensions/suspendre/", suspending.find, name="find"),
    path("suspensions/suspendre/<int:account_id>/", suspending.suspend, name="suspend"),
    path("suspensions/<int:pk>/", deciding_views.one, name="one"),
    path("suspensions/<int:pk>/confirmer/", deciding_views.confirm, name="confirm"),
    path("suspensions/<int:pk>/ecarter/", deciding_views.decline, name="decline"),
    path("suspensions/<int:pk>/lever/", deciding_views.lift, name="lift"),
    path("suspensions/<int:pk>/recours/", deciding_views.appeal, name="appeal"),
]
