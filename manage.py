#!/usr/bin/env python
"""Run a management command; development settings unless the environment or .env says otherwise."""

import sys

from cms.settings.environment import choose_settings


def main() -> None:
    choose_settings("cms.settings.development")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
