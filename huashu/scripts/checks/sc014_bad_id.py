"""An id of the wrong form."""

from huashu.scripts.problems import Code, Problem
from huashu.scripts.reader import Text

CHECK = Code("SC014", "编号的写法不对")


def bad_id(key: Text) -> Problem:
    fix = "写成 utter_<场景>_<目的>，只用小写英文、数字和下划线，例如 utter_bargain_refuse"
    return CHECK.at(key.span, f"编号写得不对：{key.value[:40]}", fix)


def bad_question_name(key: Text) -> Problem:
    fix = "只用小写英文、数字和下划线，例如 machine_wash"
    return CHECK.at(key.span, f"问答的名字写得不对：{key.value[:40]}", fix)
