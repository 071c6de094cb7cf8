"""``/compte/donnees/``, in the names of ``accounts:``."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.data, name="data"),
    path("copie/<int:pk>/", views.copy, name="data_copy"),
    path("suppression/", views.close, name="close"),
    path("au-revoir/", views.farewell, name="farewell"),
    path("annuler/<str:key>/", views.undo, name="undo_erasure"),
]
