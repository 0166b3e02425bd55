import functools

import fazhi.kernel.records.fields
from django.db import migrations
from fazhi.kernel.records import recrypting


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_handing_over"),
    ]

    operations = [
        migrations.AlterField(
            model_name="issuedpaper",
            name="data",
            field=fazhi.kernel.records.fields.SensitiveAnswers(blank=True, default=dict, verbose_name="内容"),
        ),
        migrations.RunPython(functools.partial(recrypting.encrypt, label="documents"), migrations.RunPython.noop),
    ]
