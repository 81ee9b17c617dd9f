"""Who would sign a design, who blocks, and what each hangs on."""
