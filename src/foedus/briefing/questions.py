"""Questions that a reader will ask, each answered from the terms and the assessment."""

from foedus.briefing import attacks, promises
from foedus.briefing.challenges import challenges
from foedus.briefing.material import Material
from foedus.briefing.positions import position
from foedus.report import words
from foedus.report.blocks import Bullets, Question, Section


def section(m: Material) -> Section:
    """All of them."""
    left = words.left_out(len(m.terms), len(m.terms) + m.terms_left, "design")
    asked = (
        Question("What would trigger it?", tuple(promises.triggers(m))),
        Question(attacks.question(m), tuple(attacks.answer(m))),
        Question("What must the guarantor do?", tuple(promises.duties(m))),
        Question("Who can end it, and how?", tuple(promises.ends(m))),
        Question("What is each party's position?", tuple(position(m))),
        Question("What are the challenges?", (Bullets(tuple(challenges(m))),)),
        Question("Is it like Article 5?", tuple(promises.article_5(m))),
    )
    return Section(
        "questions",
        "Questions and answers",
        words.said("Answers about terms are read from the designs' own clauses.", left),
        asked,
    )
