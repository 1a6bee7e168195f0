"""How dates are written where no page says it: as everywhere else on the site."""
