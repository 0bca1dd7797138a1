"""Invoice titles, card texts, delivery times: the exact entities of a message, their words and values."""

from __future__ import annotations

import pytest
from test_entities_support import Row, found

TABLE: list[tuple[str, list[Row]]] = [
    ("抬头：杭州青山科技有限公司", [("invoice_title", "杭州青山科技有限公司", "杭州青山科技有限公司")]),
    ("开杭州青山科技有限公司的发票", [("invoice_title", "杭州青山科技有限公司", "杭州青山科技有限公司")]),
    ("抬头写个人", [("invoice_title", "个人", "个人")]),
    ("发票开个人", [("invoice_title", "个人", "个人")]),
    (
        "抬头是北京字节科技有限公司，税号91330100MA27ABCD1Y",
        [("invoice_title", "北京字节科技有限公司", "北京字节科技有限公司")],
    ),
    ("开一张上海某某贸易有限公司的增值税专用发票", [("invoice_title", "上海某某贸易有限公司", "上海某某贸易有限公司")]),
    ("抬头填第一小学，谢谢", [("invoice_title", "第一小学", "第一小学")]),
    ("贺卡写：生日快乐，妈妈", [("card_text", "生日快乐，妈妈", "生日快乐，妈妈")]),
    ("写上生日快乐", [("card_text", "生日快乐", "生日快乐")]),
    ("送朋友的，贺卡帮我写“祝小美生日快乐”", [("card_text", "祝小美生日快乐", "祝小美生日快乐")]),
    ("卡片上写：愿你天天开心！谢谢", [("card_text", "愿你天天开心", "愿你天天开心")]),
    ("帮我在贺卡上写一句生日快乐可以吗", [("card_text", "生日快乐", "生日快乐")]),
    ("周末送", [("time_window", "周末送", "周末送")]),
    ("下午3点后", [("time_window", "下午3点后", "下午3点后")]),
    ("晚上送", [("time_window", "晚上送", "晚上送")]),
    ("工作日别送", [("time_window", "工作日别送", "工作日别送")]),
    ("明天上午", [("time_window", "明天上午", "明天上午")]),
    ("周六下午送可以吗", [("time_window", "周六下午送", "周六下午送")]),
    ("请晚上7点以后送货", [("time_window", "晚上7点以后送货", "晚上7点以后送货")]),
    ("明天上午10点到12点", [("time_window", "明天上午10点到12点", "明天上午10点到12点")]),
    ("11月25日下午送", [("time_window", "11月25日下午送", "11月25日下午送")]),
    ("这周五之前能到吗", [("time_window", "这周五之前", "这周五之前")]),
    (
        "工作日白天没人，周末再送",
        [("time_window", "工作日白天没人", "工作日白天没人"), ("time_window", "周末再送", "周末再送")],
    ),
    ("发票抬头：深圳市腾飞贸易有限公司", [("invoice_title", "深圳市腾飞贸易有限公司", "深圳市腾飞贸易有限公司")]),
    ("要张贺卡，写“早日康复”", [("card_text", "早日康复", "早日康复")]),
    ("最好周六日送", [("time_window", "周六日送", "周六日送")]),
    ("12月1号之前送到", [("time_window", "12月1号之前", "12月1号之前")]),
    ("写上老师您辛苦了", [("card_text", "老师您辛苦了", "老师您辛苦了")]),
    ("抬头开个人行不", [("invoice_title", "个人", "个人")]),
    ("发票抬头写成都木子餐饮", [("invoice_title", "成都木子餐饮", "成都木子餐饮")]),
]


@pytest.mark.parametrize(("message", "expected"), TABLE)
def test_wordings_when_named(message: str, expected: list[Row]) -> None:
    assert found(message) == expected
