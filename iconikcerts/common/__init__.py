"""Kernel: what every app may import. Imports no app."""
