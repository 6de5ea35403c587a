"""xxzz: checks and prepares the nominations of Shanghai's 优秀学习型组织."""

import os

__version__ = "0.1.0"

# openpyxl writes other bytes where lxml happens to be installed; it looks when it is imported
os.environ["OPENPYXL_LXML"] = "False"
