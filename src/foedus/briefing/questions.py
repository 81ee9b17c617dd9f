"""Questions that a reader will ask, each answered from the terms and the assessment."""

from foedus.briefing import attacks, promises
from foedus.briefing.challenges import challenges
from foedus.briefing.material import Material
from foedus.briefing.positions import position
from foedus.briefing.terms import called
from foedus.report import words
from foedus.report.blocks import Bullets, Question, Section


def section(m: Material) -> Section:
    """Those that fit the case: what has no answer in it is not asked."""
    left = words.left_out(len(m.terms), len(m.terms) + m.terms_left, "design")
    asked = (
        ("What would trigger it?", promises.triggers(m)),
        (attacks.question(m), attacks.answer(m)),
        ("What must the guarantor do?", promises.duties(m)),
        ("Who can end it, and how?", promises.ends(m)),
        ("What is each party's position?", position(m)),
        ("What are the challenges?", [Bullets(told)] if (told := tuple(challenges(m))) else []),
        (f"Is it like {called(m)}?", promises.beside(m)),
    )
    answered = [Question(asks, tuple(answer)) for asks, answer in asked]
    return Section(
        "questions",
        "Questions and answers",
        words.said("Answers about terms are read from the designs' own clauses.", left),
        tuple(each for each in answered if each.answer),
    )
