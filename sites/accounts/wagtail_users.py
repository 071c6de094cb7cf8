"""In place of ``wagtail.users`` in INSTALLED_APPS: the same app, with our screen for accounts.

Not in apps.py, where Django would take it for the configuration of this package.
"""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    user_viewset = "sites.accounts.admin_users.AccountViewSet"
