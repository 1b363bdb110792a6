"""What an operator can set, and from where each value comes."""
