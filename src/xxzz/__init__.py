"""xxzz: checks and prepares the nominations of Shanghai's 优秀学习型组织."""

__version__ = "0.1.0"
