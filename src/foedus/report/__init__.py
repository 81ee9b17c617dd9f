"""How an answer looks: blocks of words, tables and figures, as page or PDF."""
