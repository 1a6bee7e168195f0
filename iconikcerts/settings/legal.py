"""Who runs this installation, as terms of use and privacy statement name them."""

from iconikcerts.settings import env

# A person or a company. Empty: the texts say "whoever runs" and the address of the site, and `check --deploy` warns.
OPERATOR_NAME = env.text("OPERATOR_NAME", "")
# The postal address, in one line.
OPERATOR_ADDRESS = env.text("OPERATOR_ADDRESS", "")
# Where people write about terms and data: an e-mail address.
OPERATOR_CONTACT = env.text("OPERATOR_CONTACT", "")
