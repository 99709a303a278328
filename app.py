"""Start the chat: `python app.py` is `parley serve`."""

from parley.cli import main

if __name__ == "__main__":
    import sys

    sys.argv[1:1] = ["serve"]
    main()
