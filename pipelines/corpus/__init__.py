"""What depends on other documents: which tell the same story, and which lines a source repeats on all its pages."""
