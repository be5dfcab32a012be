"""How fast: reading texts beside other programs, and screening generated trials and patients."""
