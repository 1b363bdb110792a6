"""Readers of pages, and of crawls that hold pages and feeds."""
