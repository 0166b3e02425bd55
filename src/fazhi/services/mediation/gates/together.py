"""Gates that stand together before several steps."""

from . import agreeing, people, talking

WHO = (
    people.the_dead_are_succeeded,
    people.two_sides,
    people.nobody_twice,
    people.minors_are_represented,
    people.guardians_are_not_opponents,
    people.nobody_speaks_for_two_sides,
    people.few_spokesmen,
    people.nobody_refused,
)
WHO_MEDIATES = (people.serves_here, people.is_no_party, people.namesake_is_explained, people.interest_is_accepted)
SETTLED = (
    *WHO,
    people.all_consent,
    talking.rights_are_told,
    people.agents_may_settle,
    people.spokesmen_may_settle,
    people.authority_is_in_force,
    agreeing.has_terms,
    agreeing.amount_is_explained,
    agreeing.sham_is_checked,
)
IN_WRITING = (agreeing.is_signed, agreeing.copies_suffice, agreeing.ink_for_status)
