"""The results folder: what it holds, how it is written, read again and verified."""
