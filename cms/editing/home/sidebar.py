"""Who is signed in, below the menu: by the name they chose, not by their address."""

from functools import wraps

from wagtail.admin.ui.sidebar import MainMenuModule


def connect() -> None:
    MainMenuModule.js_args = _named(MainMenuModule.js_args)


def _named(js_args):
    @wraps(js_args)
    def args_with_name(module: MainMenuModule) -> list:
        *menus, account = js_args(module)
        return [*menus, account | {"name": module.user.get_full_name()}]

    return args_with_name
