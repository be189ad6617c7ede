"""Pages of studies: what an answer hangs on. Begin with `page.py`."""
