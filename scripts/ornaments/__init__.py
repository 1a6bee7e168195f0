"""The ornaments that designs are adorned with: drawn here, written to `static/ornaments/` by `scripts.build_ornaments`."""
