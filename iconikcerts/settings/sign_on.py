"""Single sign-on of teams; django-allauth does the protocols."""

from iconikcerts.settings import env

# Hosts (name:port, with commas) of identity providers in a network of one's own: they are asked at private addresses,
# and with http too. All others must be public and have https.
SIGN_ON_INTERNAL_HOSTS = [host.lower() for host in env.words("SIGN_ON_INTERNAL_HOSTS", [])]
# The DNS server (address:port) that is asked whether a domain is a team's. Empty: those of this machine.
SIGN_ON_DNS = env.text("SIGN_ON_DNS", "")
