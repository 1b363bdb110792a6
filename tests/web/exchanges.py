"""Requests that are over, as a door tells of them."""

from web.server.door.exchange import Exchange


def exchange(**told):
    """Return a search that found 12 articles, but for what is told."""
    usual = {
        "id": "0123456789ab",
        "method": "GET",
        "path": "/search",
        "query": "q=%D9%86%D9%81%D8%B7&page=2",
        "client": "203.0.113.7",
        "protocol": "HTTP/1.1",
        "agent": "Mozilla/5.0",
        "referer": "",
        "arrived": 1_480_000_000.25,
        "status": 200,
        "size": 6000,
        "seconds": 0.0125,
        "waited": 0.0025,
        "cpu": 0.005,
        "whole": True,
        "route": "pages.results",
        "index": "version",
        "results": 12,
        "texts": ("نفط",),
    }
    return Exchange(**usual | told)


def latin(text):
    """Return text as servers have it: a character for each byte."""
    return text.encode().decode("latin-1")
