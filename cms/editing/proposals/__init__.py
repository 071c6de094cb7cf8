"""« Propositions »: the points that residents propose, read and decided on by a council's team."""
