from django.apps import AppConfig


class MarketplaceConfig(AppConfig):
    """Templates on sale. Holds its place in the order of the apps; its models come with the marketplace itself."""

    name = "marketplace"
    verbose_name = "Marketplace"
