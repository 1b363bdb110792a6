"""python -m web: serve the reader's page."""

from web.command import serve

if __name__ == "__main__":
    serve(prog_name="python -m web")
