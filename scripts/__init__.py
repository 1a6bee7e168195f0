"""Programs around the product: set-up, launching, building of shipped assets."""
