"""The team's side: what Wagtail's admin shows of ours, and what it must not show."""
