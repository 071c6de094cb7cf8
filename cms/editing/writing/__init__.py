"""Writing made easy: plain words, described page types, starting points, checks, clean pasting."""
