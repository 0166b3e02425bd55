"""All recurring work, by name; each is a verb that may run as often as it likes and acts once."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import date

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from fazhi.faces.api import once
from fazhi.faces.desk import print_jobs
from fazhi.faces.desk.ledgers import work as imports
from fazhi.faces.portal import models as portal
from fazhi.kernel.documents import open_folders
from fazhi.kernel.flow import obligations, passing_time, retiring
from fazhi.kernel.indicators import background, rollups
from fazhi.kernel.indicators.proof import doubts
from fazhi.kernel.law import index, learning
from fazhi.kernel.ledger import rotation, sequencing, state
from fazhi.norms.spot_checks.conduct import claims
from fazhi.services.advice.correcting import heed_law
from fazhi.services.advice.duties import turn
from fazhi.services.advice.forgetting import forget_opponents
from fazhi.services.hotline.conduct.recordings import expire_due
from fazhi.services.hotline.telephone import take_rings

EVERY_SECONDS = 60
SEQUENCE_SECONDS = 0.5  # an entry has its place within two seconds, whatever else is at work

RECURRING: dict[str, Callable[[date], object]] = {
    "期限届满的结果": passing_time.lapse,
    "期限提醒": passing_time.remind,
    "保管期满": retiring.tell,
    "应办事项": obligations.raise_rows,
    "咨询值班派单": lambda today: turn(),
    "监管事项年内行为": claims.look,
    "咨询对方信息清除": forget_opponents,
    "咨询答复更正": heed_law,
    "接口答复过期": once.forget,
    "电话系统来电": take_rings,
    "中断的导入": lambda today: imports.resume_interrupted(),
    "遗留的临时文件": lambda today: open_folders.sweep(),
    "成批打印": lambda today: print_jobs.tidy(),
    "录音保存期满": expire_due,
    "指标汇总": lambda today: rollups.refresh(),
    "中断的发布": lambda today: background.resume(),
    "核对公布的数字": doubts.watch,
    "日志换钥入账": lambda today: rotation.note_new_keys(),
    "每日核对账本": state.inspect_once_a_day,
    "补建条文索引": lambda today: index.mend(learning.LIBRARY),
    "夜间学习条文排序": lambda today: learning.train_each_night(timezone.localtime()),
    "清理未提交的申请": lambda today: portal.forget(),
}


def run_once(today: date | None = None) -> dict[str, object]:
    """Do everything that is due; name → what it answered, or the error over which it stumbled: no work holds up the others."""
    return {name: _done(name, work, today or timezone.localdate()) for name, work in RECURRING.items()}


def _done(name: str, work: Callable[[date], object], today: date) -> object:
    try:
        return work(today)
    except Exception as error:
        logging.getLogger(__name__).exception("recurring work: %s", name)
        return error


def sequence_forever() -> None:
    """Give waiting entries their places, twice a second."""
    while True:
        try:
            sequencing.sequence()
        except DatabaseError as reason:  # restarted or locked: the batch is repeated with the same result
            logging.getLogger(__name__).warning("sequencing: %s", reason)
        close_old_connections()
        time.sleep(SEQUENCE_SECONDS)


def run_forever() -> None:
    """The background worker of `fazhi serve`: the sequencer beside the recurring work."""
    threading.Thread(target=sequence_forever, name="sequencer", daemon=True).start()
    while True:
        run_once()  # what was not done is done a minute later
        close_old_connections()
        time.sleep(EVERY_SECONDS)
