"""Articles from the web: what is due at each source, politely, into an archive of files.

    sources.toml -> what is due -> requests -> archive (WARC files) -> index

sources reads the list, schedule says when, request makes one request safely, hosts asks
politely, feeds and pages ask for what is new, entries and sitemaps read what came, archive and
state keep it, notes remember how it went, fetcher puts it together.
"""
