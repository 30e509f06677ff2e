"""How good the answers are, measured as the field measures them."""

from pipelines.evaluation.measuring import evaluate, take, take_days

__all__ = ["evaluate", "take", "take_days"]
