"""What ships of the public data: readings of every state and pair since 1945, worked out once."""
