from django.apps import AppConfig


class TemplatesConfig(AppConfig):
    name = "templates_app"
    verbose_name = "Designs"

    def ready(self) -> None:
        from accounts import approvals
        from templates_app.services import approving

        for act in approving.ACTS:
            approvals.register(act)
