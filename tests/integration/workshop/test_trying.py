"""``huashu try``: what is typed is answered, every answer tells why, and the chat becomes a test that passes."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path

import pytest

from huashu.settings import PROJECT
from huashu.workshop.play.playing import play
from huashu.workshop.play.reading import read_conversations
from huashu.workshop.stage import Stage
from huashu.workshop.trying import INDENT, BadBeginning, Trial, beginning, try_out

AT = datetime(2026, 11, 23, 6, 0, tzinfo=timezone.utc)  # 14:00 in Shanghai
RECEIVER = "沈小禾 13800138000，浙江省杭州市西湖区文三路1号2单元301"
REFUSED = ["高腰阔腿裤有货吗", "便宜点", "再便宜点"]


Typed = Callable[..., list[str]]


@pytest.fixture
def typed(stage: Stage, request: pytest.FixtureRequest) -> Typed:
    """Types lines as a shopper of this test's own, and gives back all that was told."""

    def type_in(*lines: str) -> list[str]:
        told: list[str] = []
        shopper = f"try-{zlib.crc32(request.node.name.encode())}"
        try_out(Trial(stage, told.append, "qingmian", AT, shopper), lines)
        return told

    return type_in


def reasons(told: list[str], word: str) -> list[str]:
    """What is told under one heading, in order."""
    return [each.removeprefix(f"{INDENT}{word}  ") for each in told if each.startswith(f"{INDENT}{word}  ")]


def test_an_answer_tells_what_was_heard_which_rule_rung_and_script(stage: Stage, typed: Typed) -> None:
    told = typed("高腰阔腿裤能便宜点吗")
    [heard] = reasons(told, "听成")
    assert heard.startswith("bargain_price ") and "，其次 " in heard and heard.endswith("：高腰阔腿裤能便宜点吗")
    assert reasons(told, "听到") == ["product=高腰阔腿裤"]
    assert reasons(told, "规则") == ["haggles（data/rules/bargaining.yml:4）"]
    assert reasons(told, "动作") == ["action_bargain"]
    assert reasons(told, "台阶") == ["refuse（plain，货号 QM1001，第 1 步）"]
    [script] = reasons(told, "话术")
    assert script.startswith("utter_bargain_refuse 说法 ")
    angles = [each.angle for each in stage.services.library().scripts["utter_bargain_refuse"].variants]
    assert script.partition("“")[2].rstrip("”") in angles
    assert any(each.startswith("客服  ") for each in told)


def test_an_answer_tells_which_open_question_it_belongs_to_and_what_was_promised(typed: Typed) -> None:
    told = typed(*REFUSED, "还是太贵了再少点", "/主管 赠品", "好的可以")
    assert reasons(told, "事件") == ["supervisor_answered（不是顾客说的）"]
    accepted = told[told.index("主管  赠品") :]
    assert "offer（我们问过、到这句还没答的）" in reasons(accepted, "在等")
    assert "takes the offer（data/rules/bargaining.yml:24）" in reasons(accepted, "规则")
    assert reasons(accepted, "承诺") == ["gift open 打单 未挂单 送手缝香囊一份，期限 2026-11-23 23:00"]
    assert reasons(accepted, "备注") == ["red 未挂单 小满送手缝香囊一份，圆通 2026.11.23"]
    assert any("gift_name=手缝香囊" in each for each in reasons(accepted, "事实"))


def test_time_is_moved_and_what_falls_due_is_said(typed: Typed) -> None:
    told = typed(*REFUSED, "还是太贵了再少点", "/时间 +3分钟")
    assert "时间  2026-11-23 14:03" in told
    after = told[told.index("时间  2026-11-23 14:03") :]
    assert [each.split()[0] for each in reasons(after, "话术")] == ["utter_bargain_offer_gift"]


def test_messages_that_the_bot_is_not_asked_about_say_so(typed: Typed) -> None:
    told = typed("😂😂", "转人工", "/同事 接入", "在吗")
    assert f"{INDENT}没问机器人：这是只有表情或符号，有固定的话" in told
    assert told[-1] == f"{INDENT}没问机器人：现在由同事接待"


def test_a_chat_becomes_a_test_that_passes(stage: Stage, typed: Typed, tmp_path: Path) -> None:
    told = typed(
        "/会员", *REFUSED, "还是太贵了再少点", "/时间 +3分钟", "# 好：'可以'", "好的可以", f"拍一条黑色L码，{RECEIVER}",
        "对", "/商城 付款", "/时间 2026-11-24 09:00", "转人工", "/同事 接入", "在吗", f"/存 {tmp_path / '讲价.yml'}",
    )  # fmt: skip
    assert told[-1].startswith("存好了")
    [conversation] = read_conversations([tmp_path / "讲价.yml"], stage.services.library())
    assert play(stage, conversation).failure is None
    text = (tmp_path / "讲价.yml").read_text(encoding="utf-8")
    assert text.startswith("标题: 讲价\n店铺: qingmian\n时间: 2026-11-23 14:00\n对话:\n  - 会员: 是\n")
    assert "  - 客服: utter_bargain_offer_gift  # " in text
    assert text.endswith("  - 同事: 接入\n  - 顾客: 在吗\n  - 客服: []\n")


def test_another_shop_begins_anew(typed: Typed) -> None:
    told = typed("便宜点", "/店铺 dengyu", "阅读台灯便宜点", "/记录")
    assert any(each.startswith("灯屿照明专营店（dengyu）· 2026-11-23 14:00") for each in told)
    assert told[-1] == f"{INDENT}询盘  open bargain_price"


# What is typed, and what must be in the answer.
MISTAKES = [
    ("/时见 +3分钟", "没有这个命令：/时见。您是不是想写 /时间？"),
    ("/时间 +3个小时", "看不懂这段时间：+3个小时。写成 +3分钟"),
    ("/主管 赠品", "这时没有在等主管回答的请示"),
    ("/主管 优惠卷 5", "您是不是想写 优惠券？"),
    ("/商城 付款", "这位顾客还没有拍下的订单"),
    ("/商城 {", "YAML 看不懂"),
    ("/同事 接入", "这位顾客没有转人工"),
    ("/店铺 mobbi", "没有这个店铺：mobbi。您是不是想写 mobi？"),
    ("/存", "写一个以 .yml 结尾的文件名"),
    ("/存 没有/a.yml", "没有这个文件夹：没有"),
    ("/存 tests/conversations/bargaining/cheaper_elsewhere.yml", "已经有这个文件了"),
    ("/记录", "还没有写下什么"),
    ("／帮助", "/时间 +3分钟"),
]


@pytest.mark.parametrize(("line", "answer"), MISTAKES)
def test_a_command_that_cannot_be_done_says_what_to_type(
    typed: Typed, line: str, answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PROJECT)
    told = typed(line)
    assert any(answer in each for each in told[1:]), told


def test_an_empty_line_ends_the_chat(typed: Typed) -> None:
    assert len(typed("", "在吗")) == 1


def test_a_chat_begins_at_the_shops_time_or_now(stage: Stage) -> None:
    library = stage.services.library()
    now = datetime(2026, 1, 1, 10, 30, 59, tzinfo=timezone.utc)
    assert beginning(library, "mobi", "2026-11-11 15:30", now) == datetime(2026, 11, 11, 7, 30, tzinfo=timezone.utc)
    assert beginning(library, "mobi", "", now) == datetime(2026, 1, 1, 10, 30, tzinfo=timezone.utc)
    with pytest.raises(BadBeginning, match="没有这个店铺：moby"):
        beginning(library, "moby", "", now)
    with pytest.raises(BadBeginning, match="看不懂这个时间"):
        beginning(library, "mobi", "明天", now)
