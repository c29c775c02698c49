"""What each command of the command line does: arguments in, text and an exit status out."""
