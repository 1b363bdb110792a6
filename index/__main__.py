"""python -m index: the commands of the index."""

from index.commands.manage import index

if __name__ == "__main__":
    index(prog_name="python -m index")
