"""What an operator asks before serving, and when something is wrong."""
