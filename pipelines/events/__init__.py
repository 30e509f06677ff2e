"""From sentences and dated time expressions to event mentions: what happened, who took part, how sure, and when."""
