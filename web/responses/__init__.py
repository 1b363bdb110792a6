"""What every response carries: headers, tags, compression, errors."""
