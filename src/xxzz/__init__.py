"""xxzz: checks and prepares the nominations of Shanghai's 优秀学习型组织."""

import os

__version__ = "0.1.0"

# openpyxl's output differs if lxml is installed, which it checks on import
os.environ["OPENPYXL_LXML"] = "False"
