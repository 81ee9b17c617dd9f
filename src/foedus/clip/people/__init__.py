"""Who is who in a text: states, offices, and the people who held them."""
