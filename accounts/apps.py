from importlib import import_module

from django.apps import AppConfig, apps


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from accounts import checks  # noqa: F401 - registers itself
        from accounts.services import kept, own_consents, own_data

        import_module("accounts.receivers.sessions")
        own_data.register()
        own_consents.register()
        kept.register()
        import_module("accounts.receivers.sign_in")
        for app, receivers in (("allauth.mfa", "second_factor"), ("allauth.socialaccount", "social")):
            if apps.is_installed(app):
                import_module(f"accounts.receivers.{receivers}")
