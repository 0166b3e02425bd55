"""What the public may send: a request about one's own data; who asks is identified before anything is done."""

from typing import Any

from fazhi.kernel.org.models import Unit
from fazhi.kernel.present.declared import Ask, Intake, Stage

from .models import RightsRequest


class RightsIntake(Intake):
    key = "rights"
    model = RightsRequest
    title = "我的个人信息"
    summary = "查阅、复制、更正、删除本系统里您的个人信息，或者撤回同意。核验身份以后办理，不收费。"
    icon = "key"
    notice = (
        "办理以前要核验您的身份：请带身份证原件到受理单位，代办的另带委托书和双方证件。没有核验的，不交付也不删除任何内容。"
        "在档案保管期内的案卷不能删除，可以停止使用。拒绝的，书面说明理由，您可以依法向人民法院起诉。"
    )
    law = "个人信息保护法 第五十条"
    place = 90
    hears = "个人信息 隐私 我的信息 查档 复制 更正 删除 注销 撤回 同意 泄露"
    follows = "state opened_on unit kind due_on decision refused_because"
    words = {"kind": "请求事项", "due_on": "最迟答复", "decision": "办理情况", "refused_because": "不予办理的理由"}
    tells = {
        "received": "请求已经收到。请带身份证原件到受理单位核验身份，核验以后才能办理。",
        "done": "已经办理，情况见下面。",
        "refused": "没有办理，理由见下面。不服的，可以依法向人民法院提起诉讼。",
    }
    stages = (
        Stage(
            "您要做什么",
            (
                Ask("kind", "请求事项", kind="choice", words=RightsRequest.Kind),
                Ask("wish", "具体要求", kind="long", help="是哪一件事、什么时候办的；更正的，写明哪里不对、应当是什么"),
                Ask("region", "在哪个村（社区）或者乡镇办的", kind="region"),
            ),
        ),
        Stage(
            "您是谁",
            (
                Ask("asker", "您是", kind="choice", words=RightsRequest.Asker),
                Ask("name", "姓名", kind="name"),
                Ask("id_number", "身份证号", kind="citizen_number", help="用来核对身份，加密保存"),
                Ask("phone", "电话", kind="phone"),
            ),
            note="这些内容只用来核验您的身份和答复您。",
        ),
    )

    @classmethod
    def unit_for(cls, data: dict[str, Any]) -> Unit:
        return data["region"]

    @classmethod
    def opened(cls, data: dict[str, Any]) -> tuple[dict[str, Any], dict[str, list[Any]]]:
        return {name: data[name] for name in ("kind", "wish", "asker", "name", "id_number", "phone")}, {}
