"""Who looks after the sending of mails and the background work: the Administration. Nobody sees another's notices."""

import rules

from konten.rechte import in_rolle
from konten.rollen import ADMINISTRATION

rules.add_rule("hinweise.versand_betreuen", in_rolle(ADMINISTRATION))
