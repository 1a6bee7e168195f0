"""The audit trail: how long is kept from where people acted. The events themselves stay."""

from iconikcerts.settings import env

# Days after which network addresses, devices and personal values of events are deleted. 0: kept for ever.
AUDIT_PARTICULARS_DAYS = env.number("AUDIT_PARTICULARS_DAYS", 365)
