"""Every error Dateline raises, in one tree.

    DatelineError (ValueError)
    ├── DocumentError             one document can't be used; becomes a row with a reason, never stops a batch
    │   ├── UnreadableDocument    its bytes are not what they claim to be, or nothing we read
    │   └── NoText                it was read, and there is no text in it
    ├── InvalidDay                a string that should be a day is none
    ├── InvalidSettings           a settings file says something no setting accepts
    ├── InboxError                a root of documents can't be used as it stands
    │   ├── RootUnreadable        it is absent, unreadable or suddenly empty
    │   └── TooManyWithdrawn      more of it has gone than a run may withdraw unasked
    ├── HomeBusy                  another run holds the lock of this home
    ├── NothingPublished          a query came before the first publication
    ├── QueryFailed               DuckDB can't run the SQL that a person gave
    └── UnknownName               an id, path or name that a person gave and nothing bears

A message says what was found (`!r`), where (document, line or span), and what would have been accepted.
"""


class DatelineError(ValueError):
    """Anything Dateline can't do, with a message meant for the person who asked."""


class DocumentError(DatelineError):
    """One document can't be used.

    Attributes:
        reason: A short code that rows and summaries are grouped by, such as `"empty"` or `"malformed_json"`.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


class UnreadableDocument(DocumentError):
    """Its bytes are not what they claim to be, or are nothing that a reader is registered for."""


class NoText(DocumentError):
    """It was read, and there is no text in it."""


class InvalidDay(DatelineError):
    """A string that should be a calendar day is none."""


class InvalidSettings(DatelineError):
    """A settings file says something that no setting accepts."""


class InboxError(DatelineError):
    """A root of documents can't be used as it stands; nothing of it was withdrawn."""


class RootUnreadable(InboxError):
    """A root is absent, unreadable or suddenly empty."""


class TooManyWithdrawn(InboxError):
    """More of a root has gone than a run may withdraw unasked."""


class HomeBusy(DatelineError):
    """Another run holds the lock of this home."""


class NothingPublished(DatelineError):
    """A query came before the first publication."""


class QueryFailed(DatelineError):
    """DuckDB can't run the SQL that a person gave; the message is DuckDB's."""


class UnknownName(DatelineError):
    """An id, path or name that a person gave and nothing bears."""
