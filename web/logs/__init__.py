"""What is written down of requests, and read again from there."""
