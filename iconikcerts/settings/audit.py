"""The audit trail: how long is kept from where people acted; and who is told of what is unusual."""

from iconikcerts.settings import env

# Days after which network addresses, devices and personal values of events are deleted. 0: kept for ever.
AUDIT_PARTICULARS_DAYS = env.number("AUDIT_PARTICULARS_DAYS", 365)
# Whoever runs the site: gets one message a day for each kind of unusual thing. Empty: nobody is told by mail.
SECURITY_EMAIL = env.text("SECURITY_EMAIL", "")
