import functools

from django.db import migrations
from fazhi.kernel.records import recrypting


class Migration(migrations.Migration):
    dependencies = [("enforcement", "0001_initial")]

    operations = [
        migrations.RunPython(functools.partial(recrypting.widen, label="enforcement"), migrations.RunPython.noop),
        migrations.RunPython(functools.partial(recrypting.encrypt, label="enforcement"), migrations.RunPython.noop),
    ]
