"""Lighthouse over the public pages: `make lighthouse`. Its npm packages, pinned here, stay out of everybody else's."""
