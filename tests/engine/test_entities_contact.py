"""Phone numbers, order numbers, e-mail, receivers: the exact entities of a message, their words and values."""

from __future__ import annotations

import pytest
from test_entities_support import Row, found, place

TABLE: list[tuple[str, list[Row]]] = [
    ("我的电话13812345678", [("phone", "13812345678", "13812345678")]),
    ("138 1234 5678", [("phone", "138 1234 5678", "13812345678")]),
    ("138-1234-5678", [("phone", "138-1234-5678", "13812345678")]),
    ("+86 13812345678", [("phone", "+86 13812345678", "13812345678")]),
    ("8613812345678", [("phone", "8613812345678", "13812345678")]),
    ("１３８１２３４５６７８", [("phone", "１３８１２３４５６７８", "13812345678")]),
    ("电话1381234567", [("phone", "1381234567", "1381234567")]),
    ("手机号138123456789", [("phone", "138123456789", "138123456789")]),
    ("电话：0571-88888888", [("phone", "0571-88888888", "057188888888")]),
    ("QM20261123001", [("order_no", "QM20261123001", "QM20261123001")]),
    ("qm20261123001到哪了", [("order_no", "qm20261123001", "QM20261123001")]),
    ("订单号 123456789012345678", [("order_no", "123456789012345678", "123456789012345678")]),
    ("订单QM20261123001什么时候发", [("order_no", "QM20261123001", "QM20261123001")]),
    ("单号：A1234567", [("order_no", "A1234567", "A1234567")]),
    ("123456789012345678", [("order_no", "123456789012345678", "123456789012345678")]),
    ("a.b@qq.com", [("email", "a.b@qq.com", "a.b@qq.com")]),
    ("邮箱LiLei@Example.com谢谢", [("email", "LiLei@Example.com", "lilei@example.com")]),
    ("我叫王小明", [("person", "王小明", "王小明")]),
    ("我叫李雷，住在成都", [("person", "李雷", "李雷"), ("place", "成都", place("四川省", "成都市"))]),
    ("收件人改成赵六", [("person", "赵六", "赵六")]),
    ("收货人：欧阳娜娜", [("person", "欧阳娜娜", "欧阳娜娜")]),
    ("联系人陈女士", [("person", "陈女士", "陈女士")]),
]


@pytest.mark.parametrize(("message", "expected"), TABLE)
def test_contact_when_named(message: str, expected: list[Row]) -> None:
    assert found(message) == expected
