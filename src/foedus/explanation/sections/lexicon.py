"""What words of the answers mean, as blocks."""

from collections.abc import Sequence

from foedus.explanation.lexicon import LexiconTerm
from foedus.report.blocks import Bullets, Paragraph, Section


def sections(terms: Sequence[LexiconTerm]) -> tuple[Section, ...]:
    """One word with its page, or all of them."""
    if len(terms) > 1:
        lines = tuple(f"{term.word}: {term.means}" for term in terms)
        return (Section("words", "Words", "", (Bullets(lines),)),)
    [term] = terms
    also = f"Also: {', '.join(term.also)}. " if term.also else ""
    page = Paragraph(f"{also}See docs/{term.page}.")
    return (Section("word", term.word, "", (Paragraph(term.means), page)),)
