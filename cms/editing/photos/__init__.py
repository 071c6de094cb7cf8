"""« Ajouter des photos »: from a phone's camera roll to a page, on one screen."""
