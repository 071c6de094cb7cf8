"""« Messages »: what residents wrote in a council's forms, read and answered by its team."""
