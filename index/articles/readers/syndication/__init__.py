"""Readers of what sites publish for others: feeds, and exports of WordPress."""
