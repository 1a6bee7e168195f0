"""The operators' desk, to be pictured: of each thing it knows the list and one page, so that a new one has pictures by itself."""

from __future__ import annotations

from django.contrib import admin

from scripts.shots import team_acts
from scripts.shots.shot import Shot, Who


def _of_each_model() -> list[Shot]:
    made = []
    for model in admin.site._registry:
        name = str(model._meta.model_name)
        url = f"admin:{model._meta.app_label}_{name}"
        made.append(Shot(f"admin-{name}-list", f"{url}_changelist", Who.OPERATOR))
        args = {"object_id": f"{{admin.{name}}}"}
        made.append(Shot(f"admin-{name}", f"{url}_change", Who.OPERATOR, args=args))
    return made


ADMIN = [
    Shot("admin", "admin:index", Who.OPERATOR),
    Shot("admin-stranger", "admin:index", Who.OWNER, status=404),
    *_of_each_model(),
    Shot("admin-none-match", "admin:accounts_user_changelist", Who.OPERATOR, act=team_acts.search_for_nobody),
    Shot("admin-group-new", "admin:auth_group_add", Who.OPERATOR),
    Shot("admin-group-faults", "admin:auth_group_add", Who.OPERATOR, act=team_acts.save_nothing),
    Shot("admin-group-delete", "admin:auth_group_delete", Who.OPERATOR, args={"object_id": "{admin.group}"}),
]
