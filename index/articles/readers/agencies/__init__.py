"""Readers of what news agencies send: NITF, NewsML."""
