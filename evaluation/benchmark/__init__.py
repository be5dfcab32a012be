"""How fast: generated trials and patients, and what screening them takes by one way and by another."""
