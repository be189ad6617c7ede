"""The kinds of tariff, one file each; `listed.py` lists them."""
