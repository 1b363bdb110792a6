"""Who answers at an address: processes, what each lets in, and what it remembers."""
