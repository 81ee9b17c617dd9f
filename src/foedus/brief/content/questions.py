"""Questions that a reader will ask, each answered from the terms and the assessment."""

from foedus.brief.blocks import Bullets, Question, Section
from foedus.brief.content import past, phrase, promises
from foedus.brief.content.challenges import challenges
from foedus.brief.content.material import Material
from foedus.brief.content.stands import position


def section(m: Material) -> Section:
    """All of them."""
    left = phrase.left_out(len(m.terms), len(m.terms) + m.terms_left, "design")
    asked = (
        Question("What would trigger it?", tuple(promises.triggers(m))),
        Question(past.question(m), tuple(past.answer(m))),
        Question("What must the guarantor do?", tuple(promises.duties(m))),
        Question("Who can end it, and how?", tuple(promises.ends(m))),
        Question("What is each party's position?", tuple(position(m))),
        Question("What are the challenges?", (Bullets(tuple(challenges(m))),)),
        Question("Is it like Article 5?", tuple(promises.article_5(m))),
    )
    return Section(
        "questions",
        "Questions and answers",
        phrase.said("Answers about terms are read from the designs' own clauses.", left),
        asked,
    )
