from django.urls import include, path

from accounts.views import app_sign_ins, audit, keys, privacy, profile, second_factor, sessions, teams, tokens

app_name = "accounts"

urlpatterns = [
    path(".well-known/jwks.json", keys.jwks, name="jwks"),
    path("", include("accounts.team_urls")),
    path("account", profile.profile, name="profile"),
    path("account/apps/sign-out", app_sign_ins.sign_out_all, name="sign_out_apps"),
    path("account/apps/<uuid:family_id>/sign-out", app_sign_ins.sign_out, name="sign_out_app"),
    path("account/activity", audit.activity, name="activity"),
    path("account/privacy", privacy.privacy, name="privacy"),
    path("account/privacy/export", privacy.export, name="export"),
    path("account/privacy/export/state", privacy.export_state, name="export_state"),
    path("account/privacy/export/<uuid:export_id>", privacy.export_file, name="export_file"),
    path("account/erase", privacy.erase, name="erase"),
    path("privacy/receipt", privacy.receipt, name="receipt"),
    path("account/confirm-address", profile.confirm_address, name="confirm_address"),
    path("account/devices", sessions.listed, name="sessions"),
    path("account/devices/end-others", sessions.end_others, name="end_other_sessions"),
    path("account/devices/<uuid:sign_in_id>/end", sessions.end, name="end_session"),
    path("account/second-factor-wanted", second_factor.wanted, name="second_factor_wanted"),
    path(
        "security-events/<uuid:event_id>/acknowledge",
        audit.acknowledge,
        name="acknowledge_security_event",
    ),
    path("teams/switch", teams.switch_team, name="switch_team"),
    path("teams/new", teams.new, name="new_team"),
    path("team", teams.general, name="team"),
    path("team/tokens", tokens.listed, name="tokens"),
    path("team/tokens/new", tokens.new, name="new_token"),
    path("team/tokens/<uuid:token_id>", tokens.one, name="token"),
    path("team/tokens/<uuid:token_id>/revoke", tokens.revoke, name="revoke_token"),
    path("team/audit", audit.trail, name="audit"),
    path("team/audit/export", audit.audit_export, name="audit_export"),
    path("team/roles", teams.roles, name="roles"),
]
