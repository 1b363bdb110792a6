"""python -m search QUERY: search from the terminal."""

from search.command import search

if __name__ == "__main__":
    search(prog_name="python -m search")
