"""Teams: how many, and how long things wait for somebody."""

from iconikcerts.settings import env

# Teams that one person may own beside the personal one. Each has a quota of its own, so without a limit nobody would need a
# plan. 0: no limit.
TEAMS_PER_PERSON = env.number("TEAMS_PER_PERSON", 10)
# Days that an invitation by e-mail can be accepted.
INVITATION_DAYS = env.number("INVITATION_DAYS", 14)
# Invitations that one team may send in a day, those sent again too: nobody sends mail to the world through us. 0: no limit.
INVITATIONS_PER_DAY = env.number("INVITATIONS_PER_DAY", 50)
# Days that a request for approval waits for an answer.
APPROVAL_DAYS = env.number("APPROVAL_DAYS", 14)
# Days between the owner asking for a team to be deleted and its being erased; until then the owner can call it off.
TEAM_DELETION_DAYS = env.number("TEAM_DELETION_DAYS", 30)
