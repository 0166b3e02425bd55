"""The words of the network of services: lists of choices, each with its key."""

from django.db.models import TextChoices


class Level(TextChoices):
    """市县乡村四级."""

    CITY = "city", "市中心"
    COUNTY = "county", "县中心"
    TOWN = "town", "乡镇站"
    VILLAGE = "village", "村室"
    BRANCH = "branch", "分中心、联系点"


# The four levels of the network; a branch belongs to one of them and is no level of its own.
FOUR_LEVELS = (Level.CITY, Level.COUNTY, Level.TOWN, Level.VILLAGE)


class Network(TextChoices):
    BROADBAND = "broadband", "宽带"
    MOBILE = "mobile", "4G"
    WEAK = "weak", "弱网"
    NONE = "none", "无"


class Facility(TextChoices):
    RAMP = "ramp", "坡道"
    SEAT = "seat", "低位服务台"
    SIGN = "sign", "手语"
    LARGE = "large", "大字"
    VOICE = "voice", "语音"
    TOILET = "toilet", "无障碍卫生间"


class Category(TextChoices):
    """服务事项类别."""

    PUBLICITY = "publicity", "法治宣传"
    ADVICE = "advice", "法律咨询"
    AID = "aid", "法律援助"
    MEDIATION = "mediation", "人民调解"
    LAWYER = "lawyer", "律师服务"
    NOTARY = "notary", "公证指引"
    FORENSIC = "forensic", "司法鉴定指引"
    ARBITRATION = "arbitration", "仲裁指引"
    RECONSIDERATION = "reconsideration", "行政复议"
    RESETTLEMENT = "resettlement", "安置帮教"
    EXAM = "exam", "法律职业资格考试"
    REMOTE_VISIT = "remote_visit", "远程会见"
    COMPLAINT = "complaint", "投诉受理"


class Profession(TextChoices):
    LAWYER = "lawyer", "律师"
    GRASSROOTS = "grassroots", "基层法律服务工作者"
    NOTARY = "notary", "公证员"
    EXPERT = "expert", "司法鉴定人"
    ARBITRATOR = "arbitrator", "仲裁员"
    STAFF = "staff", "司法行政机关工作人员"


class Licence(TextChoices):
    PRACTISING = "practising", "执业"
    SUSPENDED = "suspended", "暂停执业"
    REVOKED = "revoked", "注销、吊销"


class Slot(TextChoices):
    MORNING = "morning", "上午"
    AFTERNOON = "afternoon", "下午"
    NIGHT = "night", "夜间"
    STANDBY = "standby", "备勤"


class CheckMethod(TextChoices):
    PLACE = "place", "定位"
    CODE = "code", "扫码"
    WINDOW = "window", "窗口确认"


class Funding(TextChoices):
    PURCHASED = "purchased", "财政购买"
    FREE = "free", "公益"
    VILLAGE = "village", "村自筹"


class Mode(TextChoices):
    ON_SITE = "on_site", "现场"
    PHONE = "phone", "电话"
    CHAT = "chat", "微信"
    VIDEO = "video", "视频"


class Activity(TextChoices):
    DUTY = "duty", "值班咨询"
    LECTURE = "lecture", "法治讲座"
    MEDIATION = "mediation", "参与调解"
    RULES = "rules", "村规民约审查"
    CONTRACT = "contract", "合同审查"
    MEETING = "meeting", "列席会议"
    DECISION = "decision", "重大决策意见"
    DRAFTING = "drafting", "代拟文书"
    AID = "aid", "法援引导"


class Priority(TextChoices):
    ORDINARY = "ordinary", "普通"
    FIRST = "first", "优先"
    URGENT = "urgent", "紧急"


class Group(TextChoices):
    OLD = "old", "老年人"
    MINOR = "minor", "未成年人"
    DISABLED = "disabled", "残疾人"
    MIGRANT = "migrant", "农民工"
    WOMAN = "woman", "妇女"
    SOLDIER = "soldier", "军人军属"
    VETERAN = "veteran", "退役军人"
    POOR = "poor", "低保特困"


class Disposition(TextChoices):
    """去向 of a reception."""

    ANSWERED = "answered", "当场答复"
    ADVICE = "advice", "转法律咨询"
    AID = "aid", "转法律援助"
    MEDIATION = "mediation", "转人民调解"
    NOTARY = "notary", "转公证"
    FORENSIC = "forensic", "转司法鉴定"
    ARBITRATION = "arbitration", "转仲裁"
    RECONSIDERATION = "reconsideration", "转行政复议"
    HOTLINE_12345 = "hotline_12345", "转12345"
    PETITION = "petition", "转信访"
    POLICE = "police", "转公安"
    NOT_OURS = "not_ours", "非职责告知"


class Audience(TextChoices):
    """公开对象."""

    ALL = "all", "全社会"
    SOME = "some", "特定群众"


class Manner(TextChoices):
    """公开方式."""

    OWN = "own", "主动公开"
    ASKED = "asked", "依申请公开"


class Channel(TextChoices):
    """公开渠道和载体."""

    SITE = "site", "政府网站"
    GAZETTE = "gazette", "政府公报"
    PHONE = "phone", "两微一端"
    PRESS = "press", "发布会、听证会"
    MEDIA = "media", "广播电视、纸质媒体"
    BOARD = "board", "公开查阅点、公示栏"
    WINDOW = "window", "便民服务站"
    LIBRARY = "library", "政务服务中心"
    HALL = "hall", "社区、企事业单位、村公示栏"
    PRECISE = "precise", "精准推送"
    OTHER = "other", "其他"


class OpenLevel(TextChoices):
    """公开层级."""

    COUNTY = "county", "县级"
    TOWN = "town", "乡级"


# What the receiver opens; the others go as a matter that no room here keeps.
HANDED = {
    Disposition.ADVICE: "advice.consultation",
    Disposition.AID: "legal_aid.aidcase",
    Disposition.MEDIATION: "mediation.dispute",
    Disposition.POLICE: "police.alert",
}
AT_ONCE = (Disposition.ANSWERED, Disposition.NOT_OURS)


class Rating(TextChoices):
    BEST = "5", "很满意"
    GOOD = "4", "满意"
    FAIR = "3", "基本满意"
    POOR = "2", "不满意"
    WORST = "1", "很不满意"
    NONE = "0", "拒评"


RATED = (Rating.BEST, Rating.GOOD, Rating.FAIR, Rating.POOR, Rating.WORST)
SATISFIED = (Rating.BEST, Rating.GOOD, Rating.FAIR)
