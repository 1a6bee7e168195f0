"""Help: short articles, found by their words."""
