"""The product as `make shots` serves it."""
