from django.db import migrations


class Migration(migrations.Migration):
    """The columns whose words stand in parts now; apart from the step that moved them, which PostgreSQL asks for."""

    dependencies = [('mediation', '0004_meetings')]

    operations = [
        migrations.RemoveField('jointmeeting', 'old_dispute'),
        migrations.RemoveField('jointmeeting', 'old_decisions'),
        migrations.RemoveField('jointmeeting', 'decided_by'),
        migrations.RemoveField('jointmeeting', 'outcome'),
    ]
