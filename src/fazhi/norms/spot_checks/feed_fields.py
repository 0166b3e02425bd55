"""报送字段: what the three tables of 互联网+监管 can tell, and the field lists with which a city begins.

The names are those of our dossier, not of any interface: the province's field dictionary was not to be had and is filled in as 本市设定.
"""

from fazhi.kernel.present.feeds import FieldList

ITEM = {
    "code": "监管事项编码",
    "main_name": "主项名称",
    "sub_name": "子项名称",
    "department": "监管主体",
    "levels": "行使层级",
    "object_kind": "监管对象",
    "measure": "监管措施",
    "modes": "监管方式",
    "basis": "设定依据",
    "disposal": "处理方式",
    "change": "目录动态",
    "valid_from": "有效期起",
    "valid_to": "有效期止",
    "version": "版本",
}
LIST = {
    "code": "检查实施清单编码",
    "item_code": "监管事项编码",
    "item": "监管事项",
    "body": "实施主体",
    "body_code": "实施机构编码",
    "points": "检查要点",
    "object_source": "对象库",
    "frequency": "检查频次",
    "form": "检查形式",
    "results": "检查结果选项",
    "standing": "状态",
    "version": "版本",
}
ACT = {
    "act_no": "行为编号",
    "list_code": "检查实施清单编码",
    "item_code": "监管事项编码",
    "body": "实施机构",
    "body_code": "实施机构编码",
    "object_code": "监管对象代码",
    "object_name": "监管对象名称",
    "object_type": "监管对象类型",
    "kind": "行为类型",
    "mode": "监管方式",
    "done_on": "行为日期",
    "officers": "执法证号",
    "source": "来源编号",
    "result": "结果",
    "problem": "问题",
    "disposal": "处置",
    "recorded_at": "登记时间",
    "receipt": "上次回执",
    "version": "版本",
}

ITEMS = FieldList(
    "spot_checks.feed_items",
    "监管事项目录报送字段",
    (
        "item_code|事项编码|code|必填",
        "main_name|主项|main_name|必填",
        "sub_name|子项|sub_name",
        "dept|监管主体|department|必填",
        "levels|行使层级|levels|必填",
        "object_kind|监管对象|object_kind|必填",
        "measure|监管措施|measure|必填",
        "mode|监管方式|modes|必填",
        "basis|设定依据|basis|必填",
        "disposal|处理方式|disposal|必填",
        "action|动态|change",
        "version|版本|version",
        "valid_from|有效期起|valid_from|必填",
        "valid_to|有效期止|valid_to",
    ),
    ITEM,
)
LISTS = FieldList(
    "spot_checks.feed_lists",
    "检查实施清单报送字段",
    (
        "list_code|清单编码|code|必填",
        "item_code|事项编码|item_code|必填",
        "body|实施主体|body|必填",
        "body_code|实施机构编码|body_code|必填",
        "points|检查要点|points|必填",
        "object_source|对象库|object_source",
        "frequency|检查频次|frequency|必填",
        "form|检查形式|form|必填",
        "result_options|结果选项|results",
        "status|状态|standing",
    ),
    LIST,
)
ACTS = FieldList(
    "spot_checks.feed_acts",
    "监管行为报送字段",
    (
        "act_no|行为编号|act_no|必填",
        "list_code|监管事项目录检查实施清单编码|list_code|必填",
        "body_code|实施机构编码|body_code|必填",
        "object_code|监管对象代码|object_code",
        "object_name|监管对象名称|object_name|必填",
        "act_kind|行为类型|kind|必填",
        "act_on|行为日期|done_on|必填",
        "officers|执法证号|officers|必填",
        "source_ref|来源编号|source|必填",
        "result|结果|result|必填",
        "problem|问题|problem",
        "disposal|处置|disposal",
        "version|版本|version",
    ),
    ACT,
)
