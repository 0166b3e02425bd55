"""The gallery's forms: every kind of field, one of them wrong."""

from django import forms


class SampleForm(forms.Form):
    """Every kind of field, one of them wrong."""

    accepted_on = forms.DateField(label="受理日期", help_text="期限从次日起算。", widget=forms.DateInput(attrs={"type": "date"}))
    number = forms.CharField(label="证件号码", help_text="十八位，末位可以是 X。", min_length=18)
    amount = forms.DecimalField(label="协议金额（元）", required=False)
    kind = forms.ChoiceField(label="纠纷类型", choices=[("a", "邻里"), ("b", "婚姻家庭"), ("c", "劳动争议")])
    way = forms.ChoiceField(
        label="对方知道您要申请调解吗", choices=[("a", "知道，也愿意"), ("b", "还不知道")], widget=forms.RadioSelect
    )
    story = forms.CharField(label="经过", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    paper = forms.FileField(label="附件", required=False)
    urgent = forms.BooleanField(label="有人受到威胁或伤害，请先联系我", required=False, help_text="情况紧急请打 110。")


class LoginForm(forms.Form):
    """What the login page asks."""

    username = forms.CharField(label="用户名")
    password = forms.CharField(label="密码", widget=forms.PasswordInput)


def sample_form() -> SampleForm:
    return SampleForm({"accepted_on": "2023-12-04", "number": "9903**********451", "kind": "a", "way": "a"})
