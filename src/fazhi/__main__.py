"""`python -m fazhi` is the same as the console command `fazhi`."""

from fazhi.site.command import main

if __name__ == "__main__":
    main(prog_name="fazhi")
