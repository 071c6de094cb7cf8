from django.urls import path

from . import views

urlpatterns = [
    path("themes/apercu/fin/", views.leave, name="theme_preview_end"),
    path("themes/apercu/<str:token>/", views.preview, name="theme_preview"),
    path("themes/dev/", views.workbench, name="theme_dev"),
    path("themes/<str:name>", views.file, name="theme_file"),
]
