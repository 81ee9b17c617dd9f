"""What an answer takes for granted, lies beyond and may owe to something else; confidence in it."""
