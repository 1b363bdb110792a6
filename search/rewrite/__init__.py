"""What was meant: questions, synonyms, other spellings of foreign names."""
