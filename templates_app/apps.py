from django.apps import AppConfig


class TemplatesConfig(AppConfig):
    name = "templates_app"
    verbose_name = "Designs"

    def ready(self) -> None:
        from accounts import approvals, erasure
        from templates_app.services import approving, own_data
        from templates_app.services import erasure as erasing

        for act in approving.ACTS:
            approvals.register(act)
        erasure.register(erasure.Eraser(erasing.erase))
        own_data.register()
