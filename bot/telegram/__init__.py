"""The only place that knows Telegram: updates in, outbox out."""

import os

# The library's own switch for intervals as timedelta. Without it every 429 is a warning as well.
os.environ.setdefault("PTB_TIMEDELTA", "1")
