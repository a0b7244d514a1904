"""`python -m puhui.cli` is `puhui`."""

from puhui.cli import main

if __name__ == "__main__":
    main()
