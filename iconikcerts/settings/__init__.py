"""Settings, one small file per concern, values from the environment only (see `.env.example`)."""

from iconikcerts.settings.accounts import *
from iconikcerts.settings.api import *
from iconikcerts.settings.audit import *
from iconikcerts.settings.core import *
from iconikcerts.settings.database import *
from iconikcerts.settings.files import *
from iconikcerts.settings.jobs import *
from iconikcerts.settings.legal import *
from iconikcerts.settings.logs import *
from iconikcerts.settings.mail import *
from iconikcerts.settings.privacy import *
from iconikcerts.settings.queue import *
from iconikcerts.settings.security import *
from iconikcerts.settings.sign_on import *
from iconikcerts.settings.social import *
from iconikcerts.settings.teams import *
from iconikcerts.settings.uploads import *
from iconikcerts.settings.verification import *
