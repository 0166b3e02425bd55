"""What the city may set for its public pages."""

from fazhi.kernel.law import CityRule

HOTLINE = CityRule("portal.hotline", "公共法律服务热线", default="12348", note="首页“打电话”一栏拨出的号码")
SENDS_AN_HOUR = CityRule(
    "portal.sends_an_hour", "同一网络地址每小时提交上限", default=20, unit="件", note="便民服务站多人共用时可以调高"
)
DRAFTS_AN_HOUR = CityRule("portal.drafts_an_hour", "同一网络地址每小时新填上限", default=60, unit="份")
WRONG_CODES = CityRule("portal.wrong_codes", "查询码输错上限", default=8, unit="次", note="一刻钟内；同一回执号或者同一网络地址")
DRAFT_HOURS = CityRule("portal.draft_hours", "没有提交的内容保留多久", default=24, unit="小时")
PROPOSALS_AN_HOUR = CityRule(
    "portal.proposals_an_hour",
    "同一网络地址每小时看系统建议上限",
    default=300,
    unit="次",
    note="写问题时自动查找；满了只提示人身危险",
)
