"""``python -m ui`` does what the command ``shoroku`` does."""

from ui.cli import main

if __name__ == "__main__":
    main()
