"""What parts make of the objects they are given."""

from datetime import date, datetime

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory

from fazhi.faces.look.answers import go_to
from fazhi.faces.look.citations import Basis
from fazhi.faces.look.parts import Due, Refusal
from fazhi.faces.look.shell import Shell

NOON = datetime(2023, 12, 4, 12)


def shown(source: str, **context) -> str:
    """A template made of parts, as our engine compiles it from a file."""
    engine = engines["django"].engine
    loader = engine.find_template_loader("django_cotton.cotton_loader.Loader")
    compiled = loader.cotton_compiler.process(source)
    return engines["django"].from_string(compiled).render(context, RequestFactory().get("/"))


class Application(forms.Form):
    name = forms.CharField(label="姓名", help_text="照身份证写")
    day = forms.DateField(label="日期", required=False)
    agreed = forms.BooleanField(label="我同意")
    way = forms.ChoiceField(label="方式", choices=[("a", "书面"), ("b", "口头")], widget=forms.RadioSelect)
    paper = forms.FileField(label="附件", required=False)


def test_a_citation_opens_its_article_and_a_plain_text_stands_as_it_is():
    html = shown('<c-law cite="人民调解法 第三十三条" />')
    assert 'href="/law/人民调解法/第三十三条/"' in html and "《人民调解法》第三十三条" in html
    assert "<a" not in shown('<c-law cite="双方约定" />')
    assert shown('<c-law :cite="nothing" />', nothing=None).strip() == ""


def test_a_rule_of_the_city_bears_its_mark():
    assert 'class="law local"' in shown('<c-law :cite="rule" />', rule=Basis("《本市工作规则》·受理期限", local=True))


def test_a_refusal_says_the_step_the_reason_and_the_article():
    html = shown(
        '<c-why-not :refusal="refusal" />', refusal=Refusal("受理", "一方明确拒绝调解的，不得调解", "人民调解法 第十七条")
    )
    assert "受理" in html and "不得调解" in html and "第十七条" in html


def test_what_users_wrote_is_escaped_in_every_way_of_passing_it():
    evil = "<script>x</script>"
    for source in (
        '<c-who name="{{ evil }}" />',
        '<c-who :name="evil" />',
        '<c-state text="{{ evil }}" />',
        '<c-kv :pairs="pairs" />',
    ):
        html = shown(source, evil=evil, pairs=[("姓名", evil)])
        assert "<script>" not in html and "&lt;script&gt;" in html


@pytest.mark.parametrize(
    ("due", "text", "urgency"),
    [
        (date(2023, 12, 18), "还剩 14 天", "later"),
        (date(2023, 12, 4), "今天到期", "today"),
        (date(2023, 12, 1), "已过 3 天", "over"),
    ],
)
@pytest.mark.django_db
def test_a_due_badge_says_how_many_days_are_left(due, text, urgency):
    badge = Due.at(due, NOON)
    assert (badge.text, badge.urgency) == (text, urgency)
    assert f'data-u="{urgency}"' in shown('<c-due :due="due" />', due=badge)


def test_a_wrong_field_is_tied_to_its_error_and_its_help():
    form = Application({"name": ""})
    html = shown('<c-form :form="form" />', form=form)
    assert 'aria-invalid="true"' in html and 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html and 'id="id_name_error"' in html
    assert 'role="alert"' in html and 'href="#id_name"' in html


def test_a_form_sends_its_key_its_version_and_its_files():
    html = shown('<c-form :form="form" version="9" key="abc" submit="受理" />', form=Application())
    assert 'name="key" value="abc"' in html and 'name="version" value="9"' in html
    assert 'enctype="multipart/form-data"' in html and "csrfmiddlewaretoken" in html


def test_a_form_without_a_key_is_given_a_new_one_each_time():
    first, second = (shown('<c-form submit="受理" />').split('name="key" value="')[1][:32] for _ in range(2))
    assert first != second


def test_optional_fields_say_that_they_may_stay_empty_and_boxes_carry_their_words():
    html = shown('<c-form :form="form" />', form=Application())
    assert html.count("没有就留空") == 2
    assert '<fieldset class="field"' in html and "我同意" in html and "书面" in html


def test_a_masked_value_asks_its_reason_by_post_even_without_script():
    html = shown('<c-mask text="138****5678" url="/reveal/" label="电话" />')
    assert '<form method="post" action="/reveal/"' in html and 'name="reason" required' in html
    assert "<form" not in shown('<c-mask text="13800005678" shown="1" />')


def test_an_answer_to_htmx_is_a_header_and_to_a_plain_form_a_redirect():
    request = RequestFactory().post("/")
    assert go_to(request, "/desk/").status_code == 302
    request.htmx = True
    assert go_to(request, "/desk/")["HX-Redirect"] == "/desk/"


def test_the_brand_speaks_of_the_city_without_its_suffix():
    shell = Shell("莲城市", "莲城市司法局", date(2023, 12, 4))
    assert (shell.brand, shell.public_brand) == ("法治莲城", "莲城法治")
