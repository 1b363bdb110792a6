"""python -m index: the commands of the index."""

from index.command import index

if __name__ == "__main__":
    index(prog_name="python -m index")
