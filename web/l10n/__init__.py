"""In which words, digits and months a page speaks."""
