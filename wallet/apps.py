from django.apps import AppConfig


class WalletConfig(AppConfig):
    name = "wallet"
    verbose_name = "Verification"

    def ready(self) -> None:
        from wallet.services import listing, own_data, recipients, retention

        assert listing.PURPOSE  # registers itself
        own_data.register()
        recipients.register()
        retention.register()
