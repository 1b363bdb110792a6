"""When the articles that a plan finds were published: bars of a chart."""
