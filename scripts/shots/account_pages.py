"""The pages of logging in and of one's own account, to be pictured."""

from __future__ import annotations

from scripts.shots import acts
from scripts.shots.shot import Shot, Who

ACCOUNT = [
    Shot("sign-up", "account_signup"),
    Shot("sign-up-faults", "account_signup", act=acts.sign_up_badly),
    Shot("log-in", "account_login"),
    Shot("log-in-refused", "account_login", act=acts.log_in_badly),
    Shot("log-out", "account_logout", Who.OWNER),
    Shot("reset", "account_reset_password"),
    Shot("reset-sent", "account_reset_password_done"),
    Shot("reset-bad-link", "account_reset_password_from_key", args={"uidb36": "1", "key": "used-already"}),
    Shot("reset-done", "account_reset_password_from_key_done"),
    Shot("email", "account_email", Who.OWNER),
    Shot("email-unconfirmed", "account_email", Who.NEWCOMER),
    Shot("sign-up-code", "account_email_verification_sent", act=acts.sign_up),
    Shot("password-set", "account_set_password", Who.OWNER),
    Shot("inactive", "account_inactive"),
    Shot("profile", "accounts:profile", Who.OWNER),
    Shot("devices", "accounts:sessions", Who.GUARDED),
    Shot("connected", "socialaccount_connections", Who.OWNER),
    Shot("social-cancelled", "socialaccount_login_cancelled"),
    Shot("social-fault", "socialaccount_login_error"),
    Shot("factors-none", "mfa_index", Who.OWNER),
    Shot("factors", "mfa_index", Who.GUARDED),
    Shot("factor-app", "mfa_activate_totp", Who.OWNER),
    Shot("factor-app-refused", "mfa_activate_totp", Who.OWNER, act=acts.type_wrong_code),
    Shot("factor-app-remove", "mfa_deactivate_totp", Who.GUARDED),
    Shot("recovery-codes", "mfa_view_recovery_codes", Who.GUARDED),
    Shot("recovery-codes-new", "mfa_generate_recovery_codes", Who.GUARDED),
    Shot("passkeys", "mfa_list_webauthn", Who.GUARDED),
    Shot("passkey-add", "mfa_add_webauthn", Who.OWNER),
    Shot("passkey-rename", "mfa_edit_webauthn", Who.GUARDED, args={"pk": "{passkey}"}),
    Shot("passkey-remove", "mfa_remove_webauthn", Who.GUARDED, args={"pk": "{passkey}"}),
    Shot("log-in-factor", "mfa_authenticate", act=acts.log_in_by_password),
    Shot("confirm-password", "account_reauthenticate", Who.GUARDED),
    Shot("confirm-code", "mfa_reauthenticate", Who.GUARDED),
    Shot("confirm-passkey", "mfa_reauthenticate_webauthn", Who.GUARDED),
    Shot("factor-wanted", "accounts:second_factor_wanted", Who.ASKED),
    Shot("own-data", "accounts:privacy", Who.OWNER),
    Shot("erase", "accounts:erase", Who.NEWCOMER),
    Shot("erase-in-the-way", "accounts:erase", Who.OWNER),
    Shot("receipt", "accounts:receipt"),
    Shot("receipt-unknown", "accounts:receipt", query="code=0000-0000-0000-0000-0000", status=404),
]
