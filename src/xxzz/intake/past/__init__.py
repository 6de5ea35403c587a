"""Lists of former winners: the office's own 往年名单.xlsx, and announcements to fill it from."""
