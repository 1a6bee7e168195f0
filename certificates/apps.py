from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "certificates"
    verbose_name = "Certificates"

    def ready(self) -> None:
        from certificates.selectors import issued_by_version
        from templates_app import usage

        usage.register(issued_by_version)
