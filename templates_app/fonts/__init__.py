"""Fonts: the shipped ones and those that teams upload."""
