"""What django-allauth tells by its signals, written into the audit trail: log-ins, passwords, addresses, second factors.

Connected by `AccountsConfig.ready`. There is no model of ours behind these acts, hence no service of ours either.
"""
