"""Who answers at an address, and in how many processes."""
