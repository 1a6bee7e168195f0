"""Pictures of every page: `make shots`.

`pages` declares what there is to see, `seed` makes the data behind it, `camera` takes the pictures and notes what is
wrong with a page, `sheet` puts them side by side. `site` is the product with two more addresses (errors on demand,
mails as pages). A test walks the URL table, so that a new page cannot be forgotten.
"""
