"""« Publier un compte rendu »: a Word file becomes the minutes of a meeting on one screen."""
