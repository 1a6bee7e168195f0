from django.apps import AppConfig


class WalletConfig(AppConfig):
    name = "wallet"
    verbose_name = "Verification"

    def ready(self) -> None:
        from wallet.services import own_data, recipients, retention

        own_data.register()
        recipients.register()
        retention.register()
