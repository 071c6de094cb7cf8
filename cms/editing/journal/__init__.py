"""« Journal »: who did what for a council, in words, for its lead."""
