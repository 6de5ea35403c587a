"""Reads lists of former winners: 往年名单.xlsx, and the announcements that it is filled from."""
