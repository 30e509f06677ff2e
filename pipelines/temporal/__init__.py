"""Time expressions: found in the text, and given their TIMEX3 value and their days."""
