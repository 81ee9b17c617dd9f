"""Words: what others wrote, in one line."""

from foedus.report import words


def test_what_others_wrote_is_one_line_cut_and_reads_one_way() -> None:
    assert words.cut("a\n  b\tc") == "a b c"
    assert words.cut("abcdef", 4) == "abc…"
    assert words.cut("the \u202eships\u202c would \u2066stay\u2069") == "the ships would stay"
    assert words.cut("שלום, said Hart") == "שלום, said Hart"
