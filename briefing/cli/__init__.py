"""The command line: thin click commands; disk, clock and network live only here."""
