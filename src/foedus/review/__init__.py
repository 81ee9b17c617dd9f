"""What readers say of a brief: comments that stay where they were made, and what came of them."""
