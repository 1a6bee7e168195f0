from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "certificates"
    verbose_name = "Certificates"

    def ready(self) -> None:
        from accounts import approvals, erasure
        from certificates.selectors import issued_by_version
        from certificates.services import approving, own_data, retention
        from certificates.services import erasure as erasing
        from templates_app import usage

        usage.register(issued_by_version)
        for act in approving.ACTS:
            approvals.register(act)
        erasure.register(erasure.Eraser(erasing.erase, erasing.prepare))
        own_data.register()
        retention.register()
