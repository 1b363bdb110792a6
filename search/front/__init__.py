"""What is the news of an archive: its last days, told by counting."""
