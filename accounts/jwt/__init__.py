"""Tokens of our own clients as RFC 7515, 7517, 7519 and 9068 write them; what they mean is decided by the services."""
