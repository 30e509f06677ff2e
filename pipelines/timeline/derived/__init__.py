"""Dates derived from other documents: an undated document is dated by the dated ones that tell of the same things."""
