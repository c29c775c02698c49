"""The command line: what editors and builds ask for. Arguments in, printed findings out; the work is elsewhere."""
