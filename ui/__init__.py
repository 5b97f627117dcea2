"""People in: terminal, chat page, API."""
