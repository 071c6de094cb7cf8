"""« Partir de » : starting points for a new page, those we ship and those a council kept."""
