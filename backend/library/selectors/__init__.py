"""Reading the library: instruments, exercises, dimension libraries, the ladder, scoring models."""
