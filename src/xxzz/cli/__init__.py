"""The command line: tables of commands, whose modules are imported only when they run."""

COMMANDS: dict[str, str] = {
    "template": "生成一份空白的推荐名单（Excel 工作簿），供填写",
    "collect": "把填好的推荐表（附件3）汇成推荐名单",
    "validate": "检查推荐名单，逐格指出问题和改法",
    "render": "生成推荐表（附件3）和推荐汇总表（附件4）的 Word 文件",
    "pack": "把一个推荐单位的全部材料打成一个包，供报送",
    "verify": "检查收到的包是否完整、可信",
    "merge": "汇总各推荐单位的包，生成全市汇总和回执",
    "letters": "按收件登记，给没交的、要补正的单位各写一份函",
    "winners": "把以前公布的名单收进往年名单，检查时提醒谁获评过",
    "review": "专家评议，一步一步做",
    "publicity": "生成公示，算好日期，准备异议登记",
    "publish": "公示期满后，生成公布文件、证书和名单",
    "desk": "做成一个网页文件，双击打开就能检查，不用安装、不上网",
    "diff": "比较两份推荐名单或两个包，逐家逐栏列出改动",
    "quota": "查看名额分配表（附件2）和名额使用情况",
    "indicators": "查看建设指标（附件1）",
    "rules": "查看检查哪些规则，以及每条规则的说明",
    "season": "编写一个年度的规则表：复制、检查、比较、读通知",
    "count": "统计文件的字数（与 Word、WPS 的“字数”一致）",
    "completion": "输出命令补全脚本，供终端使用",
}
"""The commands in working order with their help; each is a module in `commands`."""


GROUPS: dict[str, dict[str, str]] = {
    "review": {
        "plan": "按专家名单和回避，给每份材料分配专家",
        "sheets": "给每位专家一份评分表",
        "collect": "收回评分表，逐格检查，汇总评分",
        "rank": "按评分排名、遴选，生成结果和报告",
        "audit": "用同样的文件重做各步，说一致或不一致",
    },
    "season": {
        "new": "由最新的年度复制出新的年度，列出要逐行核对的地方",
        "draft": "读通知（Word）里的名额分配表和指标表，写成草稿",
        "diff": "用文字说明两个年度有什么不同，可以发给推荐单位",
        "check": "检查规则表：错误，以及像是忘了改的地方",
    },
}
"""Commands with steps and the help of each step; modules are command/step."""

ASKED_BY_SHELL = "_XXZZ_COMPLETE"
"""Environment variable by which a shell requests completions."""

TOP_OPTIONS = {"--help": "显示帮助", "--version": "显示版本"}
"""Options without a command, with their help."""


def overview() -> str:
    """Return the help of the whole program."""
    return "\n".join(
        (
            "用法：xxzz 命令 [选项] [参数]",
            "",
            "检查和制作“上海市优秀学习型组织”推荐材料。",
            "",
            "命令：",
            *(f"  {name:<12}{summary}" for name, summary in COMMANDS.items()),
            "",
            "选项：",
            "  -h, --help  显示帮助；“xxzz 命令 --help”显示该命令的用法和示例",
            "  --version   显示版本",
            "",
            "示例：",
            "  xxzz template                  在当前文件夹生成“推荐名单.xlsx”",
            "  xxzz validate 推荐名单.xlsx    检查填好的推荐名单",
        )
    )


def leaves() -> dict[str, str]:
    """Return all commands and steps with their help."""
    found: dict[str, str] = {}
    for name, summary in COMMANDS.items():
        if name in GROUPS:
            found |= {f"{name} {step}": text for step, text in GROUPS[name].items()}
        else:
            found[name] = summary
    return found


def group_overview(name: str) -> str:
    """Return the help of a command with steps."""
    steps = GROUPS[name]
    return "\n".join(
        (
            f"用法：xxzz {name} 步骤 [选项] [参数]",
            "",
            f"{COMMANDS[name]}。",
            "",
            "步骤：",
            *(f"  {step:<8}{summary}" for step, summary in steps.items()),
            "",
            "选项：",
            f"  -h, --help  显示这份帮助；“xxzz {name} 步骤 --help”显示该步骤的用法和示例",
        )
    )
