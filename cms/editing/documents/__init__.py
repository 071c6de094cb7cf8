"""« Publier un document »: a file becomes a page on one screen."""
