"""Forløb: what happens to a care team's budget when it is paid an average rate per citizen.

This is the front door. `__init__.pyi` lists everything a researcher needs by name; each name is
loaded when it is first asked for, so that `import sim` costs nothing, and its own module tells
the rest.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
