"""In which formats articles leave."""
