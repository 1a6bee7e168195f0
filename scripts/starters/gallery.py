"""All shipped designs, in the order of the gallery."""

from collections.abc import Callable

from scripts.starters.designs import (
    academic_seal,
    bilingual_arabic,
    bold_geometric,
    botanical_thanks,
    classic_guilloche,
    company_training,
    conference_contours,
    elegant_dark,
    event_lanyard,
    modern_minimal,
    playful_stars,
    school_merit,
    skill_badge,
    sports_champion,
)
from scripts.starters.sheet import Design

DESIGNS: tuple[Callable[[], Design], ...] = (
    classic_guilloche.design,
    modern_minimal.design,
    bold_geometric.design,
    academic_seal.design,
    elegant_dark.design,
    playful_stars.design,
    bilingual_arabic.design,
    company_training.design,
    school_merit.design,
    conference_contours.design,
    sports_champion.design,
    botanical_thanks.design,
    event_lanyard.design,
    skill_badge.design,
)
