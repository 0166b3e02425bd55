"""提醒函, in the layout of a letter."""

from fazhi.kernel.documents.blocks import Block, Paragraph
from fazhi.kernel.documents.declared import Paper
from fazhi.kernel.documents.heads import Head, Layout

from ..models import Reminder


class ReminderPaper(Paper):
    title = "行政执法监督提醒函"
    of = Reminder
    name = "reminder"
    mandatory = {"number": "文号", "facts": "事实", "suggestion": "建议", "sent_on": "发出日期"}
    asked_in = {"number": "send", "sent_on": "send"}
    is_sealed_by_body = by_step = True

    def head(self, record: Reminder) -> Head:
        name = record.unit.name
        return Head(Layout.LETTER, name, name, on=record.sent_on or "", number=record.number, to=str(record.body))

    def blocks(self, record: Reminder) -> list[Block]:
        due = next((row["due"] for row in record.clocks if row["name"] == "in_sent"), None)
        told = [f"经核实，{record.facts}", f"依据：{record.basis}" if record.basis else "", f"建议：{record.suggestion}"]
        until = f"请于{due}前书面回复。" if due else "请及时书面回复。"
        return [Paragraph(text) for text in told if text] + [Paragraph(f"特此提醒。{until}")]
