"""How good the answers are, measured as the field measures them."""
