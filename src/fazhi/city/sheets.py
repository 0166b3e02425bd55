"""The ledgers' columns: header, kind of cell, meaning and allowed words. README.md is written from this file."""

from collections.abc import Iterator
from dataclasses import dataclass

from fazhi.city import words as w

TYPES = {
    "text": "text",
    "code": "text, code of a unit (units.csv)",
    "date": "date",
    "datetime": "date and time, to the minute",
    "int": "whole number",
    "money": "元, at most two decimals",
    "word": "one of the words",
    "words": "any of the words, joined by 、",
}


@dataclass(frozen=True)
class Column:
    header: str
    type: str
    meaning: str
    words: tuple[str, ...] = ()
    must: bool = False


@dataclass(frozen=True)
class Sheet:
    file: str
    title: str
    note: str
    columns: tuple[Column, ...]

    @property
    def headers(self) -> list[str]:
        return [column.header for column in self.columns]


def must(header: str, type: str, meaning: str, words: tuple[str, ...] = ()) -> Column:
    return Column(header, type, meaning, words, must=True)


def may(header: str, type: str, meaning: str, words: tuple[str, ...] = ()) -> Column:
    return Column(header, type, meaning, words)


def party(side: str, filled: bool) -> Iterator[Column]:
    first = must if filled else may
    yield first(f"{side}类型", "word", "a person or an organisation", w.PARTY_KINDS)
    yield first(f"{side}姓名", "text", "name of the person or organisation")
    yield may(f"{side}性别", "word", "persons only", w.SEXES)
    yield may(f"{side}证件号", "text", "个人: citizen number (18, right check digit); 单位: 统一社会信用代码 (18)")
    yield may(f"{side}电话", "text", "11 digits, 1540… (no operator has this range)")
    yield may(f"{side}住址", "text", "home or seat")
    yield may(f"{side}代理人", "text", "who speaks for the party; always there when the party is a minor")
    yield may(f"{side}代理类型", "word", "in what capacity", w.AGENT_KINDS)
    yield first(f"{side}同意调解", "word", "consent to mediation", w.CONSENTS)


def session(n: str) -> Iterator[Column]:
    yield may(f"调解日期{n}", "date", f"session {n or 1}")
    yield may(f"调解地点{n}", "text", "where it was held")
    yield may(f"调解记录{n}", "text", "what was said and settled, in short")


def term(n: str) -> Iterator[Column]:
    yield may(f"义务人{n}", "text", f"term {n or 1} of the agreement: who owes; a party's name")
    yield may(f"权利人{n}", "text", "to whom; a party's name")
    yield may(f"履行内容{n}", "text", "what is to be done")
    yield may(f"履行金额{n}", "money", "blank when the term is not about money")
    yield may(f"履行期限{n}", "date", "due on")
    yield may(f"履行日期{n}", "date", "performed on; blank = not (yet) performed")


PEOPLE = Sheet(
    "people.xlsx",
    "人员名册",
    "Staff of bureaus, offices, centres and lawyers. One row per person.",
    (
        must("工号", "text", "unique; G… staff, L… lawyers"),
        must("姓名", "text", "name"),
        must("性别", "word", "", w.SEXES),
        must("单位编码", "code", "where the person works"),
        may("职务", "text", "title of the post"),
        may("审批层级", "word", "level at which the post signs", w.LEVELS),
        must("角色", "word", "role granted at the unit of 管辖编码", w.ROLES),
        must("管辖编码", "code", "unit whose subtree the grant covers (the region for bureaus and offices)"),
        may("电话", "text", "11 digits, 1540…"),
        may("用户名", "text", "log-in name, unique"),
        may("执业证号", "text", "lawyers only"),
        must("任职日期", "date", "in the post from"),
        may("离任日期", "date", "in the post until (excluded)"),
    ),
)

COMMITTEES = Sheet(
    "committees.xlsx",
    "人民调解委员会名册",
    "Particulars of each unit of kind committee.",
    (
        must("调委会编码", "code", "the unit"),
        must("调委会名称", "text", "full name"),
        must("简称", "text", "used in case numbers; unique"),
        must("类型", "word", "kind of committee", w.COMMITTEE_KINDS),
        may("行业", "word", "社会团体和其他组织 only", w.SECTORS),
        must("设立单位", "text", "founder"),
        must("所在地编码", "code", "village, town, county or city it belongs to"),
        must("成立日期", "date", "founded on"),
        must("任期起", "date", "term from (three years)"),
        must("任期止", "date", "term until; about 1% are over and not re-elected"),
        must("主任", "text", "name of the director; blank in a few committees that break the rule"),
        must("备案日期", "date", "filed with the county bureau"),
        must("通报法院日期", "date", "basic court told"),
        may("地址", "text", "seat"),
        may("电话", "text", "11 digits, 1540…"),
        must("状态", "word", "撤销 = dissolved by a merger", w.COMMITTEE_STATES),
    ),
)

MEDIATORS = Sheet(
    "mediators.xlsx",
    "人民调解员名册",
    "Members and appointed mediators; 3–9 members, one director, one woman or more — about 3% of committees break one.",
    (
        must("调解员编号", "text", "unique; T…"),
        must("调委会编码", "code", "committee"),
        must("姓名", "text", "name"),
        must("性别", "word", "", w.SEXES),
        may("民族", "text", ""),
        must("证件号", "text", "citizen number, 18, right check digit, division 9901xx"),
        must("电话", "text", "11 digits, 1540…"),
        may("职务", "word", "post in the committee; blank for appointed mediators", w.MEMBER_POSTS),
        must("身份", "word", "委员 = member", w.MEDIATOR_STANDINGS),
        may("学历", "word", "", w.EDUCATIONS),
        may("擅长", "words", "fields: labels of 纠纷类型", tuple(w.DISPUTE_KINDS.values())),
        must("聘期起", "date", "from"),
        must("聘期止", "date", "until"),
        may("等级", "word", "grade", w.GRADES),
        must("公职人员", "word", "civil servant (no subsidy)", w.YES_NO),
        must("培训学时", "int", "training hours this year"),
        may("处理记录", "text", "discipline"),
    ),
)

LEADS = Sheet(
    "leads.xlsx",
    "矛盾纠纷排查台账",
    "Quarrels found by going round, both years in one file.",
    (
        must("排查序号", "text", "unique; P-YYYY-NNNNNN"),
        may("编号", "text", "blank: to be allocated"),
        must("调委会编码", "code", "committee that looked into it"),
        must("发现日期", "date", "found on"),
        must("发现来源", "word", "found by", w.LEAD_FINDERS),
        must("发生地编码", "code", "village or town"),
        must("纠纷类型", "word", "", tuple(w.DISPUTE_KINDS.values())),
        must("简况", "text", "in short, no full names"),
        must("风险等级", "word", "", w.RISKS),
        must("处置方式", "word", "", w.LEAD_DISPOSALS),
        must("处置日期", "date", "not before 发现日期"),
        may("转调解台账序号", "text", "台账序号 of the dispute it became; exactly for 转调解"),
        must("排查人", "text", "mediator"),
        must("排查人编号", "text", "调解员编号"),
        must("录入方式", "word", "", w.ENTRY_MODES),
        must("录入日期", "date", "entered on"),
    ),
)

DISPUTES = Sheet(
    "disputes-YYYY.xlsx",
    "矛盾纠纷调解台账",
    "One row per case taken or refused by one committee, by year of 申请日期. "
    "A dispute that went village → town → court is three rows with one root: 首案引用.",
    (
        must("台账序号", "text", "unique over all years; YYYY-NNNNNN in order of 申请日期"),
        may("案号", "text", "blank: to be allocated on acceptance"),
        must("调委会编码", "code", "committee"),
        may("联合调委会编码", "code", "second committee, joint mediation"),
        may("联合调委会编码2", "code", "third committee"),
        may("联合调委会编码3", "code", "fourth committee"),
        must("纠纷名称", "text", "张某与李某邻里纠纷"),
        must("纠纷类型", "word", "exactly one", tuple(w.DISPUTE_KINDS.values())),
        must("来源", "word", "", w.SOURCES),
        may("移送单位编码", "code", "court, police station, petition office … ; exactly for 委托移送"),
        may("对方单号", "text", "number there (警情号, 法院引调号 …); exactly for 委托移送"),
        may("移送日期", "date", "handed over on; not after 申请日期"),
        may("申请方式", "word", "blank for 主动调解", w.APPLY_FORMS),
        must("申请日期", "date", "applied on; for 主动调解 the day it was registered"),
        may("受理日期", "date", "accepted on; blank = not (yet) accepted"),
        may("不予受理原因", "text", "exactly for 不予受理"),
        must("发生地编码", "code", "village (or town) where it happened; the map and the counties are counted by this"),
        may("发生日期", "date", "not after 申请日期"),
        must("纠纷简要情况", "text", "facts"),
        must("诉求", "text", "demands"),
        may("诉求金额", "money", "claimed; never what is counted"),
        must("涉及人数", "int", "people concerned, at least 2"),
        *party("申请人", filled=True),
        *party("被申请人", filled=True),
        *party("第三方", filled=False),
        must("难易程度", "word", "", w.DIFFICULTIES),
        must("命中规则", "text", "why this difficulty"),
        must("风险等级", "word", "", w.RISKS),
        may("机制标签", "words", "linked mechanisms", ("警司联动", "诉调对接", "访调对接", "联合调解")),
        may("权利告知日期", "date", "parties told of rights and duties"),
        may("调解员", "text", "presiding mediator"),
        may("调解员编号", "text", "mediators.xlsx"),
        may("产生方式", "word", "chosen or designated", w.CHOSEN_BY),
        may("参与调解员编号", "text", "second mediator"),
        may("公开方式", "word", "", w.OPENNESS),
        may("调解方式", "word", "", w.PLACES),
        may("延期至", "date", "extended to, with consent of all"),
        may("延期同意日期", "date", "consent given on"),
        may("中止日期", "date", "suspended on"),
        may("中止原因", "text", "appraisal"),
        may("恢复日期", "date", "resumed on"),
        may("调解次数", "int", "sessions held; the first three are written out"),
        *session(""),
        *session("2"),
        *session("3"),
        may("办理结果", "word", "blank = waiting to be accepted", w.RESULTS),
        may("结果日期", "date", "result on; not before 受理日期"),
        may("终止原因", "text", "for 调解不成, 一方拒绝, 撤回, 移送"),
        may("已告知其他途径", "word", "arbitration, administrative and court routes told", w.YES_NO),
        may("协议形式", "word", "exactly for 书面协议 and 口头协议", w.APPLY_FORMS),
        may("签字日期", "date", "last party and mediator signed (written only)"),
        may("盖章日期", "date", "committee sealed (written only)"),
        may("生效日期", "date", "the later of the two; oral: the day it was reached"),
        may("协议份数", "int", "written: parties + 1"),
        may("部分协议", "word", "settles a part of the quarrel", w.YES_NO),
        may("协议金额", "money", "sum of 履行金额; 0 with a reason when not about money; blank without agreement"),
        may("无金额原因", "text", "exactly when 协议金额 is 0"),
        *term(""),
        *term("2"),
        *term("3"),
        may("履行情况", "word", "of the whole agreement", w.PERFORMANCES),
        may("司法确认申请日期", "date", "joint application, within 30 days of 生效日期"),
        may("确认法院编码", "code", "court"),
        may("司法确认受理日期", "date", "court accepted"),
        may("确认日期", "date", "court decided"),
        may("司法确认结果", "word", "blank while the court decides", w.CONFIRMATIONS),
        may("法院案号", "text", "court's own number"),
        may("回访日期", "date", "follow-up"),
        may("回访方式", "word", "", w.VISIT_METHODS),
        may("回访联系上", "word", "reached", w.YES_NO),
        may("回访履行情况", "word", "as found", w.PERFORMANCES),
        may("满意度", "word", "拒评 and not reached are not satisfied", w.RATINGS),
        may("新隐患", "word", "new risk found", w.YES_NO),
        may("办结日期", "date", "closed on; blank = still open"),
        may("归档日期", "date", "filed on"),
        may("卷号", "text", "file number"),
        must("经办人", "text", "who entered it: the presiding mediator or the director"),
        must("经办人编号", "text", "调解员编号"),
        must("录入方式", "word", "纸质补录 = paper that arrived late (more than 7 days)", w.ENTRY_MODES),
        must("录入日期", "date", "entered on"),
        may(
            "首案引用",
            "text",
            "台账序号 of the first case of the same dispute; blank = this is the first. The referred row stands above",
        ),
        may("备注", "text", "e.g. 重复登记"),
    ),
)

CONSULTATIONS = Sheet(
    "consultations-YYYY.xlsx",
    "法律咨询台账",
    "One row per contact, by year of 咨询时间. 人次 = rows with 答复时间. 件 = those not 重复于 an earlier row. "
    "12348 calls are not here: 电话 means the telephones of centres and offices.",
    (
        must("咨询序号", "text", "unique; C-YYYY-NNNNNN"),
        may("编号", "text", "blank: to be allocated"),
        must("受理点编码", "code", "centre, office or village where it was received"),
        must("渠道", "word", "", w.CHANNELS),
        must("咨询时间", "datetime", "asked at"),
        must("匿名", "word", "then no name and no 证件号", w.YES_NO),
        may("咨询人姓名", "text", "blank when anonymous"),
        may("称呼", "text", "王先生; anonymous askers"),
        may("咨询人证件号", "text", "seldom given"),
        may("咨询人电话", "text", "there whenever the answer goes by phone"),
        may("性别", "word", "", w.SEXES),
        must("身份", "word", "for whom", w.ASKER_ROLES),
        must("涉及人数", "int", "1, more for 群体代表"),
        may("特殊群体", "words", "", w.GROUPS),
        must("地区编码", "code", "village or town of the asker"),
        must("事项类别", "word", "topic", w.TOPICS),
        must("领域", "word", "", w.FIELDS),
        must("问题", "text", "question"),
        may("对方名称", "text", "conflict check only"),
        may("涉及金额", "money", ""),
        must("紧急程度", "word", "", w.URGENCIES),
        may("时效届满日期", "date", "for 时效将届"),
        may("承办人", "text", "lawyer or clerk who answers"),
        may("承办人工号", "text", "people.xlsx"),
        may("指派时间", "datetime", "assigned at"),
        may("答复时间", "datetime", "answered at; blank = not answered"),
        may("答复", "text", "answer"),
        may("引用法条", "text", "法名 第N条, joined by 、"),
        may("答复依据", "word", "", w.BASES),
        may("已告知法援权利", "word", "told of the right to legal aid (法律援助法 第二十三条)", w.YES_NO),
        may("建议路径", "word", "", w.SUGGESTIONS),
        may("转办单位编码", "code", "handed over to: a committee or a legal aid centre"),
        may("转办时间", "datetime", "handed over at"),
        may("重复于", "text", "咨询序号 of the earlier contact on the same matter"),
        must("状态", "word", "", w.CONSULTATION_STATES),
        may("撤回时间", "datetime", "withdrawn at"),
        may("回访日期", "date", "follow-up"),
        may("满意度", "word", "blank = not asked; 拒评 = asked, gave none", w.RATINGS),
        may("办结日期", "date", "closed on"),
        must("录入方式", "word", "", w.ENTRY_MODES),
        must("录入日期", "date", "entered on"),
    ),
)

SHEETS = (PEOPLE, COMMITTEES, MEDIATORS, LEADS, DISPUTES, CONSULTATIONS)
