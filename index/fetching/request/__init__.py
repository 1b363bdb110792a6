"""One request, safely: an address in, its answer out, or an error that names the fault."""
