"""waivers.yaml beside a submission: findings that somebody in charge has agreed to.

A shared repository may also have waivers in the xxzz.yaml at its top.

The quotas of 附件2 are 建议数量 (四), so an agreed overflow must not block a submission; the
receiver still sees it. Only a rule's judgement can be waived, not that a file was unreadable and
therefore not judged.
"""

FILE_NAME = "waivers.yaml"
