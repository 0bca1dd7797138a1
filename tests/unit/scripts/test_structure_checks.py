"""Checks for which one example on their page is not enough: what they catch, and what they leave alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from page_examples import QUIET
from script_making import folder_with_shop, good_folder, shops_only

from huashu.scripts import Problem, ScriptErrors, When, load_library
from huashu.scripts.checks.asked import plain, without_entities
from huashu.scripts.checks.base import Book
from huashu.scripts.checks.lists import inside, may_meet, overlap
from huashu.scripts.checks.sc029_three_angles import repeats, too_few_to_ask_again
from huashu.scripts.checks.sc032_too_alike import alike
from huashu.scripts.problems import Span
from huashu.scripts.project import Project
from huashu.scripts.uses import Site, Uses

ANSWER = ["翻个面，挂在通风的地方晾。", "毛衣湿了往下坠，铺开来。", "含棉的怕热，一烘容易缩。"]
ASKED = ["洗好怎么晾", "能不能晒", "挂着还是摊平"]


def problems(root: Path, project: Project | None = None) -> Sequence[Problem]:
    try:
        load_library(root, project)
    except ScriptErrors as errors:
        return errors.problems
    return ()


def said_by(code: str, found: Iterable[Problem]) -> list[str]:
    return [each.message for each in found if each.code == code]


def scene(tmp_path: Path, variants: str, more: str = "", own: Mapping[str, str] | None = None) -> Path:
    """A folder with one script of these variants, and each shop's own variants of it; each list in YAML's flow."""
    root = shops_only(tmp_path)
    text = f"场景: 发货\n话术:\n  utter_dispatch_when:\n    标题: 哪天发\n    说法: [{variants}]\n{more}"
    (root / "dispatch.yml").write_text(text, encoding="utf-8")
    for shop, list_of in (own or {}).items():
        with (root / "shops" / f"{shop}.yml").open("a", encoding="utf-8") as file:
            file.write(f"话术:\n  utter_dispatch_when: [{list_of}]\n")
    return root


def entry(name: str, asked: Sequence[str] = ASKED, more: str = "") -> str:
    lines = [f"  {name}:", f"    标题: {name}", "    问法:", *(f"      - {each}" for each in asked), "    说法:"]
    for number, text in enumerate(ANSWER):
        lines += [f"      - 角度: 第{number}面", f"        文: {name}：{text}"]
    return "\n".join(lines) + f"\n{more}"


def topics(tmp_path: Path, **files: str) -> Path:
    """A folder with topic files and a scene in which nothing is wrong."""
    root = shops_only(tmp_path)
    (root / "scene.yml").write_text(QUIET, encoding="utf-8")
    (root / "faq").mkdir()
    for name, entries in files.items():
        (root / "faq" / f"{name}.yml").write_text(f"主题: {name}\n问答:\n{entries}", encoding="utf-8")
    return root


def angle(name: str, text: str, when: str = "") -> str:
    return f"{{角度: {name}, 文: {text}{f', 条件: {{{when}}}' if when else ''}}}"


# --- SC029


def test_answer_asked_for_again_has_too_few_when_the_code_repeats_it(tmp_path: Path) -> None:
    root = scene(tmp_path, f"{angle('甲', '先付款。')}, {angle('乙', '款到了才排队。')}, {angle('丙', '换一家要晚。')}")
    enough = load_library(root)
    script = enough.script("utter_dispatch_when")
    few = replace(script, variants=script.variants[:2])
    own = replace(script, shop_variants={"tea": script.variants[:1]})
    site = Site("actions/dispatch.py", 1, 1, repeats=True)
    book = Book(enough, project=Project(uses=Uses(says={script.script_id: (site,)})))
    assert repeats(script.script_id, book) and not repeats("utter_dispatch_other", book)
    assert not repeats(script.script_id, Book(enough)) and not repeats(
        script.script_id, Book(enough, project=Project())
    )
    assert list(too_few_to_ask_again(script, book)) == []
    assert [each.span for each in too_few_to_ask_again(few, book)] == [script.span]
    assert [each.span for each in too_few_to_ask_again(own, book)] == [script.variants[0].node.span]
    assert list(too_few_to_ask_again(few, Book(enough))) == []


@pytest.mark.parametrize(
    ("conditions", "told"),
    [
        (["", "", ""], False),
        (["", "", "活动: 是"], True),
        (["", "", "店铺: [tea]"], True),
        (["", "活动: 是", "活动: 是"], False),  # about the campaign
        (["", "会员: 是", "会员: 是"], True),
        (["", "活动: 是, 会员: 是", "活动: 是"], True),
    ],
)
def test_answer_has_too_few_when_conditions_leave_less_than_three(
    conditions: Sequence[str], told: bool, tmp_path: Path
) -> None:
    texts = ("先付款。", "款到了才排队。", "换一家要晚。")
    written = ", ".join(angle(text[:2], text, when) for text, when in zip(texts, conditions, strict=True))
    script = load_library(scene(tmp_path, written)).script("utter_dispatch_when")
    site = Site("actions/dispatch.py", 1, 1, repeats=True)
    book = Book(load_library(tmp_path / "scripts_zh"), project=Project(uses=Uses(says={script.script_id: (site,)})))
    assert bool(list(too_few_to_ask_again(script, book))) is told


def test_shops_own_answer_has_too_few_when_the_question_has_three(tmp_path: Path) -> None:
    root = topics(tmp_path, care=entry("drying"))
    with (root / "shops" / "tea.yml").open("a", encoding="utf-8") as file:
        file.write("话术:\n  utter_faq_care_drying: [茶怕潮，不用晾。]\n")
    assert said_by("SC029", problems(root)) == ["tea 自己的说法里不带条件的只有 1 个，顾客多问一遍就没有新的了"]


# --- SC031, SC032, SC033


@pytest.mark.parametrize(
    ("first", "second", "alike_"),
    [
        ("亲，价格真的动不了哦", "亲，价格真的动不了呢", True),
        ("亲，价格真的动不了哦", "价格真的动不了，亲", True),
        ("付款后{dispatch_day}发出。", "付款后，{dispatch_day}就发出！", True),
        ("运费是这样：{shipping_rule}。", "运费是这样：{payment_rule}。", True),
        ("包裹交给快递了", "包裹交给快递了，到订单页能看到走到哪一站", True),
        ("在的亲", "在的，亲！", True),
        ("{payment_rule}", "{payment_rule}", True),
        ("{payment_rule}", "{shipping_rule}", False),
        ("在的亲", "在的哦", False),
        ("怎么称呼您？", "同事打过去该找哪位？怎么称呼？", False),
        ("您刚发的是空的，我没看到字，再发一次？", "这条是空白的，可能没粘上，再打一次试试。", False),
        ("您刚发的是空的，我没看到字，再发一次？", "您发的是空的，我没看到字，再发一次吧？", True),
    ],
)
def test_two_variants_are_alike_when_few_words_differ(first: str, second: str, alike_: bool) -> None:
    assert alike(first, second) is alike_ and alike(second, first) is alike_


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("", "", 1),
        ("活动: 是", "", 1),
        ("活动: 是", "会员: 是", 1),
        ("活动: 是", "活动: 否", 0),
        ("店铺: [tea]", "店铺: [lamp]", 0),
        ("店铺: [tea]", "店铺: [tea, lamp]", 1),
        ("渠道: [网页]", "渠道: [接口]", 0),
        ("时段: 08:30-12:00", "时段: 12:00-18:00", 0),
        ("时段: 22:00-02:00", "时段: 01:00-05:00", 1),
    ],
)
def test_same_words_and_angle_are_told_when_both_may_be_said(
    first: str, second: str, told: int, tmp_path: Path
) -> None:
    last = angle("别的", "换一家快递要晚些。")
    root = scene(
        tmp_path,
        f"{angle('按现在算', '这会儿付款就走。', first)}, {angle('按现在算 ', '这会儿付款就走。', second)}, {last}",
    )
    found = problems(root)
    assert (len(said_by("SC031", found)), len(said_by("SC032", found))) == (told, told)


@pytest.mark.parametrize(("text", "told"), [("这会儿付款就能走。", 1), ("在的亲，您说。", 1), ("在的亲。", 0)])
def test_sentence_of_another_script_is_told_when_it_is_more_than_a_greeting(
    text: str, told: int, tmp_path: Path
) -> None:
    again = f"  utter_dispatch_paid:\n    标题: 付了款\n    说法: [{text}]\n"
    found = problems(scene(tmp_path, text, again))
    assert len(said_by("SC033", found)) == told


def test_sentence_that_a_shop_keeps_from_the_common_list_is_no_copy_when_checked(tmp_path: Path) -> None:
    two = f"{angle('甲', '这会儿付款就能走。')}, {angle('乙', '换一家快递要晚些。')}"
    assert said_by("SC033", problems(scene(tmp_path, two, own={"tea": two, "lamp": "这会儿付款就能走。"}))) == []


def test_copied_sentence_is_let_through_when_its_script_is_excused(tmp_path: Path) -> None:
    again = (
        "  utter_dispatch_paid:\n    标题: 付了款\n    说法: [这会儿付款就能走。]\n    放行: {SC033: 两处是一回事}\n"
    )
    found = problems(scene(tmp_path, "这会儿付款就能走。", again))
    assert said_by("SC033", found) == [] and said_by("SC074", found) == []


# --- SC034: tea is open 08:30-22:00 and has a campaign; lamp here has neither words of its own nor a campaign


@pytest.mark.parametrize(
    ("when", "why"),
    [
        ("店铺: [tea]", ""),
        ("活动: 是", ""),
        ("活动: 是, 店铺: [tea]", ""),
        ("活动: 是, 店铺: [lamp]", "lamp 没有活动"),
        ("活动: 是, 店铺: [tea, lamp]", ""),
        ("活动: 否, 店铺: [lamp]", ""),
        ("营业: 是, 时段: 22:00-23:00", "这个时段店铺都关着"),
        ("营业: 是, 时段: 21:59-23:00", ""),
        ("营业: 是, 时段: 22:00-08:30", "这个时段店铺都关着"),
        ("营业: 是, 时段: 22:00-08:31", ""),
        ("营业: 否, 时段: 08:30-22:00", "这个时段店铺都开着"),
        ("营业: 否, 时段: 08:30-22:01", ""),
        ("营业: 否, 时段: 21:00-09:00", ""),
        ("时段: 23:00-24:00", None),
        ("会员: 是, 渠道: [网页]", ""),
    ],
)
def test_variant_is_never_said_when_its_conditions_cannot_hold(when: str, why: str | None, tmp_path: Path) -> None:
    root = scene(tmp_path, f"{angle('平常', '这会儿付款就走。')}, {angle('别的', '夜里仓库没人。', when)}")
    lamp = (root / "shops" / "lamp.yml").read_text(encoding="utf-8")
    (root / "shops" / "lamp.yml").write_text(lamp.partition("活动:")[0] + "退货天数:" + lamp.partition("退货天数:")[2])
    found = problems(root)
    if why is None:
        assert [each.code for each in found] == ["SC011"]  # 24:00 is no time
    else:
        assert said_by("SC034", found) == ([f"这个说法永远轮不到：{why}"] if why else [])


def test_variant_for_shops_with_their_own_words_is_never_said_when_checked(tmp_path: Path) -> None:
    for_tea = angle("茶铺", "茶叶当天走。", "店铺: [tea]")
    root = scene(tmp_path, f"{angle('平常', '这会儿付款就走。')}, {for_tea}", own={"tea": "茶叶都是当天走的。"})
    assert said_by("SC034", problems(root)) == ["这个说法永远轮不到：tea 用的是自己的说法，或者不答这个问题"]


def test_other_shops_condition_in_a_shops_own_words_is_never_said_when_checked(tmp_path: Path) -> None:
    own = f"{angle('平常', '茶叶都是当天走的。')}, {angle('灯铺', '灯要多包一层。', '店铺: [lamp]')}"
    root = scene(tmp_path, "这会儿付款就走。", own={"tea": own})
    assert said_by("SC034", problems(root)) == ["这个说法永远轮不到：这是别的店的条件（lamp）"]


def test_variant_for_a_shop_that_does_not_answer_the_question_is_never_said(tmp_path: Path) -> None:
    only_lamp = "    店铺: [lamp]\n"
    more = "      - {角度: 茶铺, 文: 茶叶不用晾。, 条件: {店铺: [tea]}}\n"
    root = topics(tmp_path, care=entry("drying", more=more + only_lamp))
    assert said_by("SC034", problems(root)) == ["这个说法永远轮不到：tea 用的是自己的说法，或者不答这个问题"]


def test_conditions_may_meet_when_no_part_excludes_the_other() -> None:
    night, day = (time(22), time(6)), (time(8), time(20))
    assert may_meet(When(), When(campaign=True, shops=("tea",)))
    assert not may_meet(When(hours=night), When(hours=day))
    assert overlap(night, (time(5), time(7))) and not overlap(night, (time(6), time(22)))
    assert inside((time(9), time(10)), day) and not inside(night, day) and not inside((time(9), time(21)), day)


# --- SC035


def test_fact_counts_as_used_when_it_is_in_any_part_of_the_script(tmp_path: Path) -> None:
    root = good_folder(tmp_path)  # {old} and {new} are used by the shops' format 改属性, dispatch_at by the promise
    order = (root / "order.yml").read_text(encoding="utf-8")
    (root / "order.yml").write_text(order.replace("从{old}改成{new}", "改好了").replace("改成{new}", "照备注改"))
    assert problems(root) == ()
    (root / "order.yml").write_text(order.replace("[old, new,", "[old, new, title,"))
    assert said_by("SC035", problems(root)) == ["声明了事实 title，却哪里也没用"]


# --- SC060 to SC065


@pytest.mark.parametrize(
    ("one", "other"),
    [("能不能晒", "能不能晒？"), ("能不能晒", "亲，能不能晒呢"), ("多少W的", "多少ｗ的啊"), ("E27 灯口吗", "e27灯口")],
)
def test_phrasing_is_the_same_when_only_unheard_things_differ(one: str, other: str, tmp_path: Path) -> None:
    assert plain(one) == plain(other)
    twice = topics(tmp_path / "a", care=entry("drying", [*ASKED[:1], one, *ASKED[2:], other]))
    assert said_by("SC060", problems(twice)) == [f"和第 7 行的问法是一样的：{other}"]
    apart = {"care": entry("drying", [one, *ASKED[:1]]), "lamps": entry("bulb", ["换泡子", other, "什么灯口"])}
    found = problems(topics(tmp_path / "b", **apart))
    assert said_by("SC061", found) == [f"“{other}”在别的问答里也有（scripts_zh/faq/care.yml:6）"]


@pytest.mark.parametrize(("one", "other"), [("能晒", "不能晒"), ("能晒吗", "能洗吗"), ("晒多久", "晒多长")])
def test_phrasing_is_another_when_a_word_differs(one: str, other: str, tmp_path: Path) -> None:
    assert problems(topics(tmp_path, care=entry("drying", [one, other, ASKED[0]]))) == ()


@pytest.mark.parametrize(
    ("line", "intent", "told"),
    [
        ("能不能晒呀", "ask_care", 1),
        ("[能不能](can)晒", "ask_care", 1),
        ('能不能[晒]{"entity": "verb"}', "ask_care", 1),
        ("能不能晒", "out_of_scope", 0),
        ("能晒", "ask_care", 0),
        ("？", "ask_care", 0),
    ],
)
def test_phrasing_is_taken_when_the_bot_learned_it_as_another_intent(
    line: str, intent: str, told: int, tmp_path: Path
) -> None:
    project = Project(lines={line: (intent, Span("data/nlu/care.yml", 7, 7))})
    found = problems(topics(tmp_path, care=entry("drying")), project)
    assert said_by("SC062", found) == [f"机器人已经学过这句，当成 {intent}（data/nlu/care.yml:7）"] * told


def test_line_is_read_without_its_entities_when_marked() -> None:
    assert without_entities('[黑色](colour)的[L]{"entity": "size"}码[有货]') == "黑色的L码[有货]"


@pytest.mark.parametrize(
    ("phrasing", "message"),
    [
        ("能不能晒(夏天)", "问法里不能有括号 ("),
        ("'[毛衣](item)能晒吗'", "问法里不能有括号 ["),
        ("'{item}能晒吗'", "问法里不能有括号 {"),
        ("/restart", "问法不能以 / 开头，机器人会当成命令"),
        ("'？？'", "问法里只有标点或语气词"),
        ("亲", "问法里只有标点或语气词"),
        ("晒" * 41, "问法太长：41 个字"),
        ('"晒多久\\n要不要翻面"', "一个问法写了好几行"),
        ("晒" * 40, ""),
        ("洗（30度）行不行", ""),
        ("1/2杯洗衣液够吗", ""),
        ("E27", ""),
    ],
)
def test_phrasing_is_refused_when_no_shopper_types_it(phrasing: str, message: str, tmp_path: Path) -> None:
    found = problems(topics(tmp_path, care=entry("drying", [*ASKED, phrasing])))
    assert [each.message for each in found] == ([message] if message else [])


IRONING = ["折痕怎么去", "挂烫机可以烫不", "皱了"]


@pytest.mark.parametrize(
    ("answer", "own", "others", "message", "guess"),
    [
        ("ironing", "", "", "", ""),
        ("drying", "", "", "追问又指回了这一条自己", ""),
        ("care.drying", "", "", "追问又指回了这一条自己", ""),
        ("irons", "", "", "没有这条问答：irons", "您是不是想写 ironing？"),
        ("lamp.bulb", "", "", "没有这条问答：lamp.bulb", "您是不是想写 lamps.bulb？"),
        ("lamps.bulb", "", "", "", ""),
        ("ironing", "    店铺: [tea]\n", "    店铺: [tea]\n", "", ""),
        ("ironing", "    店铺: [tea]\n", "", "", ""),
        ("ironing", "    店铺: [tea]\n", "    店铺: [lamp]\n", "tea 会这样追问，却不答 ironing", ""),
        ("ironing", "", "    店铺: [lamp]\n", "tea 会这样追问，却不答 ironing", ""),
    ],
)
def test_follow_up_leads_nowhere_when_its_answer_is_not_given(
    answer: str, own: str, others: str, message: str, guess: str, tmp_path: Path
) -> None:
    asks = f"{own}    追问:\n      问: 也跟您说说吗？\n      答: {answer}\n"
    care = entry("drying", more=asks) + entry("ironing", IRONING, others)
    found = problems(topics(tmp_path, care=care, lamps=entry("bulb", ["换泡子", "几瓦的", "灯口"])))
    assert [(each.code, each.message) for each in found] == ([("SC064", message)] if message else [])
    assert not guess or found[0].fix.startswith(guess)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("要不要听听？", ""),
        ("那图上的颜色怎么看才准，也跟您说说吗？", ""),
        ("皱了怎么弄平，要听听吗？～", ""),
        ("也说说怎么弄平，好不好？", ""),
        ("还想知道怎么弄平不？", ""),
        ("皱了怎么弄平，也跟您说说。", "追问不是一句问话"),
        ("您想听哪一样？", "追问用“哪”来问，顾客没法用“好”或“不用”来答"),
        ("还想听听别的么？", ""),
        ("您还想问什么？", "追问用“什么”来问，顾客没法用“好”或“不用”来答"),
        ("要说几条？", "追问用“几”来问，顾客没法用“好”或“不用”来答"),
    ],
)
def test_follow_up_is_refused_when_yes_or_no_is_no_answer(text: str, message: str, tmp_path: Path) -> None:
    asks = f"    追问:\n      问: {text}\n      答: ironing\n"
    found = problems(topics(tmp_path, care=entry("drying", more=asks) + entry("ironing", IRONING)))
    assert [(each.code, each.message) for each in found] == ([("SC065", message)] if message else [])


# --- shops: SC069, SC070, SC072, SC073, SC075


SHOP_CHANGES = [
    ("成本: 4.25元", "成本: 15.01元", "SC069 小茶杯的成本 15.01元 比价值 15元 还高"),
    ("每日预算: 200元", "每日预算: 4元", "SC069 一份小茶杯的成本 4.25元 超过每日预算，没人回时一份也送不出去"),
    ("每日预算: 200元", "每日预算: 4.25元", ""),
    ("库存: 60", "库存: 0", "SC069 没人回时要送的小茶杯库存是 0"),
    ("refuse, ask_supervisor]", "refuse]", "SC070 “不再接受议价: 否”，阶梯里却没有 ask_supervisor"),
    ("refuse, ask_", "refuse, refuse, ask_", "SC070 refuse 写了两次"),
    ("refuse, ask_", "closed, ask_", "SC070 写了 closed，又说“不再接受议价: 否”"),
    ("江浙沪: [江苏省,", "江浙沪: [江苏,", "SC072 不是省的全名：江苏"),
    ("江浙沪: [江苏省,", "江浙沪: [杭州市,", "SC072 不是省的全名：杭州市"),
    ("江浙沪: [江苏省,", "江浙沪: [上海市,", "SC072 上海市已经写在“江浙沪”里了"),
    ("不到: [西藏自治区]", "不到: [西藏]", "SC072 地名没有写全，对不上任何地址：西藏"),
    ("不到: [西藏自治区]", "不到: [玉树藏族自治州]", "SC072 地名没有写全，对不上任何地址：玉树藏族自治州"),
    ("不到: [西藏自治区]", "不到: [青海省玉树]", "SC072 地名没有写全，对不上任何地址：青海省玉树"),
    ("不到: [西藏自治区]", "不到: [青海省玉树藏族自治州, 新疆维吾尔自治区和田地区, 西藏自治区那曲市]", ""),
    ("不到: [西藏自治区]", "不到: [西藏自治区, 西藏自治区]", "SC072 西藏自治区写了两次"),
    ("满59元包邮", "满49元包邮", "SC073 话里说满 49元包邮，“包邮:”写的是 59元"),
    ("满59元包邮", "满 59 元就包邮，不满收8元", "SC073 话里说收 8元，“运费:”写的是 6元"),
    ("满59元包邮", "不满59元收6元运费，满59包邮", ""),
    ("满59元包邮", "满59元包邮，新疆、西藏另收20元", ""),
    ("满59元包邮", "满59元包邮，偏远地区运费15元", ""),
    ("满59元包邮", "全场包邮", "SC073 话里说全场包邮，资料里是满 59元 包邮"),
    ("没拆封可以退", "7天无理由退换", ""),
    ("没拆封可以退", "支持七天无理由退换", ""),
    ("没拆封可以退", "15天无理由退货", "SC073 话里说 15天，“退货天数:”写的是 7"),
    ("没拆封可以退", "支持十五天内退换", "SC073 话里说 15天，“退货天数:”写的是 7"),
    ("没拆封可以退", "7天无理由退换，质量问题30天包换", ""),
    ("没拆封可以退", "茶叶拆了封，不支持退货", ""),
    ("没拆封可以退", "不支持退换", "SC073 话里说不能退，“退货天数:”写的是 7"),
    ("退货天数: 7\n", "", ""),
    ("可以开电子发票", "不开发票", "SC073 话里说“不开发票”，“发票:”写的是 是"),
    ("可以开电子发票", "小店暂时没有发票", "SC073 话里说“小店暂时没有发票”，“发票:”写的是 是"),
    ("可以开电子发票", "发票开不了", "SC073 话里说“发票开不了”，“发票:”写的是 是"),
    ("可以开电子发票", "没有纸质发票，可以开电子发票", ""),
    ("可以开电子发票", "普票、专票都能开", ""),
    ("发票: 是", "发票: 否", "SC073 话里说“可以开电子发票”，“发票:”写的是 否"),
    ("没有分期", "支持3期、6期分期", "SC073 话里说“支持3期、6期分期”，“分期:”写的是 否"),
    ("没有分期", "咱家没有开通分期", ""),
    ("分期: 否", "分期: 是", "SC073 话里说“没有分期”，“分期:”写的是 是"),
    ("拍一罐送一只小茶杯", "拍一罐送价值12元的小茶杯", "SC073 说明里说价值 12元，小茶杯的价值写的是 15元"),
    ("拍一罐送一只小茶杯", "拍一罐送价值15元的小茶杯", ""),
    ("补差价: 0.5元", "不到: [西藏自治区]", "SC075 圆通不到的地方，申通也都不到：西藏自治区"),
    ("补差价: 0.5元", "不到: [西藏自治区那曲市]", ""),
]


@pytest.mark.parametrize(("old", "new", "expected"), SHOP_CHANGES, ids=[f"{old}→{new}" for old, new, _ in SHOP_CHANGES])
def test_shop_has_exactly_this_problem_when_it_says_so(old: str, new: str, expected: str, tmp_path: Path) -> None:
    found = [f"{each.code} {each.message}" for each in problems(folder_with_shop(tmp_path, old, new))]
    assert found == ([expected] if expected else [])


def test_days_are_told_when_the_shop_takes_nothing_back(tmp_path: Path) -> None:
    root = folder_with_shop(tmp_path, "退货天数: 7\n", "")
    shop = root / "shops" / "tea.yml"
    shop.write_text(shop.read_text(encoding="utf-8").replace("没拆封可以退", "支持7天无理由退换"), encoding="utf-8")
    assert said_by("SC073", problems(root)) == ["话里说 7天退换，资料里没有“退货天数:”"]


# --- SC074


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("SC030", ""),
        ("SC031", "SC031 在这里查不出毛病，用不着放行"),
        ("SC012", "SC012 不能放行：不改好，这份文件用不了"),
        ("SC074", "SC074 不能放行：不改好，这份文件用不了"),
        ("SC999", "没有这项检查：SC999"),
    ],
)
def test_excuse_is_told_when_it_excuses_nothing(code: str, message: str, tmp_path: Path) -> None:
    two = f"{angle('甲', '这会儿付款就能走。')}, 换一家快递要晚些。"
    found = problems(scene(tmp_path, two, f"    放行: {{{code}: 理由}}\n"))
    assert [each.message for each in found if each.code != "SC030"] == ([message] if message else [])
    assert (said_by("SC030", found) == []) is (code == "SC030")


def test_excuse_in_a_shops_file_covers_its_own_words_when_checked(tmp_path: Path) -> None:
    two = f"{angle('甲', '这会儿付款就能走。')}, 换一家快递要晚些。"
    root = scene(tmp_path, "付了款就排队。", own={"tea": two, "lamp": two.replace("。", "！")})
    with (root / "shops" / "tea.yml").open("a", encoding="utf-8") as file:
        file.write("放行: {SC030: 第二句月底就撤, SC075: 没有别家了}\n")
    assert [(each.code, Path(each.span.path).stem) for each in problems(root)] == [("SC030", "lamp"), ("SC074", "tea")]


def test_excuse_is_not_judged_when_its_check_could_not_look(tmp_path: Path) -> None:
    root = topics(tmp_path, care=entry("drying", more="    放行: {SC062: 说的是晾衣架, SC061: 两处都要}\n"))
    assert said_by("SC074", problems(root)) == ["SC061 在这里查不出毛病，用不着放行"]
    assert len(said_by("SC074", problems(root, Project()))) == 2
    (root / "broken.yml").write_text("场景: [\n", encoding="utf-8")
    assert said_by("SC074", problems(root, Project())) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("货是｛brand_source｝", ["SC020"]),
        ("货是【brand_source】", ["SC020"]),
        ("货是（ brand_source ）", ["SC020"]),
        ("货是｛厂里｝", ["SC020"]),
        ("货是{brand_source}（{proofs}都有）", []),
        ("尺码是L（宽松）的", []),
        ("这款是【新】的", []),
    ],
)
def test_placeholder_in_other_brackets_is_told(text: str, codes: list[str], tmp_path: Path) -> None:
    assert codes_of(tmp_path, f"'{text}'") == codes


def codes_of(tmp_path: Path, written: str) -> list[str]:
    """Of a script with one variant, as it stands in the file."""
    root = scene(tmp_path, "")
    text = (root / "dispatch.yml").read_text(encoding="utf-8").partition("    说法:")[0]
    (root / "dispatch.yml").write_text(f"{text}    说法:\n      - {written}\n", encoding="utf-8")
    try:
        load_library(root)
    except ScriptErrors as errors:
        return [each.code for each in errors.problems]
    return []


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("这款不分尺码 #均码", ["SC080"]),
        ("'这款不分尺码 #均码'", []),
        ("这款不分尺码#均码", []),
        ("不分尺码。\\n直接拍", ["SC081"]),
        ("‘不分尺码，直接拍’", ["SC081"]),
        ("叫“均码”的那种", []),
    ],
)
def test_marks_of_the_file_are_told_when_they_are_in_the_words(written: str, codes: list[str], tmp_path: Path) -> None:
    assert codes_of(tmp_path, written) == codes
