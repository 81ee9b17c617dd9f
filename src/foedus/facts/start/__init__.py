"""A scenario's file to start from: whom it is about, which designs, and what is known already."""
