"""What moderation did in a year, in numbers that name nobody."""
