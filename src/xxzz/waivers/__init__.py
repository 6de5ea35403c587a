"""waivers.yaml beside a submission: findings that somebody in charge has agreed to.

A shared repository may keep them at its top as well, in xxzz.yaml.

The quotas of 附件2 are 建议数量 (四), so an agreed overflow must not keep a submission back; the
receiver sees it all the same. Only what a rule judged can be waived, never that a file was
unreadable and so nothing of it was judged.
"""

FILE_NAME = "waivers.yaml"
