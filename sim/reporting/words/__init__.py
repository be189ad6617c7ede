"""Words and numbers in Danish and English: the catalogues, and how they are read."""
