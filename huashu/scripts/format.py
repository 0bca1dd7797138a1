"""The format of every file in ``scripts_zh``, each key once. Its owner's manual is docs/scripts.md.

The readers take their keys from here, and ``huashu schema`` writes it as JSON Schema for editors. Docstrings and
``about`` are what an editor shows to the owner, so they are Chinese.
"""

from __future__ import annotations

from dataclasses import replace

from huashu.domain.bargain import Rung
from huashu.scripts.kinds import (
    CLOCK,
    COLOUR,
    COUNT,
    CUT_OFF,
    DAYS,
    FEN,
    FLAG,
    HOURS,
    SECONDS,
    TEXT,
    ZONE,
    Kind,
    choice,
    moment,
    name_of,
)
from huashu.scripts.shape import Either, Key, ListOf, MapOf, Shape
from huashu.scripts.words import OwnWordKeys, WordKeys

FACT = name_of("事实的名字", "dispatch_at")
NAME = name_of("英文名字", "sachet")
INTENT = name_of("意图的名字", "ask_arrival_time")
SHOP = name_of("店铺编号", "qingmian")
REASON = replace(TEXT, name="理由", example="顶级玩家是系列名")
TITLE = replace(TEXT, name="标题", example="顾客问怎么付款")
ID = name_of("话术编号", "utter_bargain_refuse", "utter(_[a-z0-9]+){2,}")
ANSWER = name_of("问答的名字", "drying", r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?")
CODE = name_of("检查的代号", "SC047", "SC[0-9]{3}")
PROMISE_KINDS = ("gift", "price", "coupon", "supervisor_answer", "dispatch", "carrier", "change", "card", "invoice",
                 "cancel", "trace", "restock", "callback", "human", "reply")  # fmt: skip
PROMISE_KIND: Kind[str] = choice("承诺的种类", {each: each for each in PROMISE_KINDS}, "gift")
OWNER: Kind[str] = choice("负责人", {each: each for each in ("客服", "主管", "打单", "仓库", "系统")}, "客服")
FORMAT: Kind[str] = choice("备注格式", {each: each for each in ("承诺", "改属性", "改地址", "要求")}, "承诺")
FLAG_COLOURS = {"红": "red", "黄": "yellow", "绿": "green", "蓝": "blue", "紫": "purple"}
FLAG_COLOUR: Kind[str] = choice("旗", FLAG_COLOURS, "red")
CHANNEL: Kind[str] = choice("渠道", {"网页": "web", "接口": "rest", "终端": "terminal"}, "web")
CARDS = {"商品": "product", "订单": "order", "赠品": "gift"}
CARD: Kind[str] = choice("卡片", CARDS, "product")
ORIGIN = replace(TEXT, name="网站的地址", example="https://shop.example")
RUNG: Kind[str] = choice("阶梯的一级", {each.value: each.value for each in Rung}, Rung.REFUSE.value)
MOMENT = moment(ZONE.fallback)


class WhenKeys(Shape):
    """什么时候用这个说法；写了的要全部满足"""

    campaign = Key("活动", FLAG, "正在办活动 / 没有活动", must=False)
    member = Key("会员", FLAG, "顾客是会员（有完成的订单）/ 不是", must=False)
    open = Key("营业", FLAG, "营业时间内 / 外", must=False)
    hours = Key("时段", HOURS, "一天里的这一段，店铺的时间；可以跨零点，例如 22:00-02:00", must=False)
    channels = Key("渠道", ListOf(CHANNEL), "顾客从哪里来", must=False)
    shops = Key("店铺", ListOf(SHOP), "只有这几家店用", must=False)


class VariantKeys(Shape):
    """一个说法，就是顾客看到的一个气泡"""

    angle = Key("角度", TEXT, "从哪一面说；几个说法要有几个角度", must=False)
    text = Key("文", TEXT, "顾客看到的话，不超过 120 个字，不写空行")
    when = Key("条件", WhenKeys, "满足条件才用；不写就一直能用", must=False)


VARIANTS = ListOf(Either(TEXT, VariantKeys))
EXCUSES = MapOf(CODE, REASON)


class PromiseKeys(Shape):
    """说出这句话就欠下的事，会写成一行承诺"""

    kind = Key("种类", PROMISE_KIND, "欠的是什么，见 docs/scripts.md")
    owner = Key("负责人", OWNER, "谁来做")
    due_fact = Key("期限", FACT, "一个时间事实的名字，例如 dispatch_at")
    text = Key("内容", TEXT, "欠的事，写给负责人看")


class RemarkKeys(Shape):
    """要写到订单上的备注"""

    format = Key("格式", FORMAT, "用店铺资料里的哪一种备注格式")
    flag = Key("旗", FLAG_COLOUR, "红旗表示要马上办，打单会收到条子")
    text = Key("内容", TEXT, "备注的内容")


class ScriptKeys(Shape):
    """一条话术"""

    title = Key("标题", TITLE, "给自己人看的：什么时候说这句")
    variants = Key("说法", VARIANTS, "几个说法；顾客可能问第二遍的至少三个")
    facts = Key("事实", ListOf(FACT), "动作会给出的事实，要在 facts.yml 里有", must=False)
    buttons = Key("按钮", ListOf(TEXT), "显示的字 = 点了以后替顾客发出的话", must=False)
    promise = Key("承诺", PromiseKeys, "说出来就欠下的事", must=False)
    remark = Key("备注", RemarkKeys, "要写到订单上的备注", must=False)
    card = Key("卡片", CARD, "话旁边给顾客看的卡片；话里也要说全，有的顾客看不到卡片", must=False)
    excuses = Key("放行", EXCUSES, "这一条可以不照某项检查：代号: 理由", must=False)


class SceneFile(Shape):
    """一个场景的话术"""

    scene = Key("场景", TEXT, "场景的中文名")
    scripts = Key("话术", MapOf(ID, ScriptKeys), "编号: 话术。编号永远不改")


class FollowUpKeys(Shape):
    """答完以后我们追问的一句"""

    text = Key("问", TEXT, "追问的话；要让人能用“好”或“不用”来答")
    answer = Key("答", ANSWER, "顾客说好，就答这一条：名字，或 主题.名字")


class QuestionKeys(Shape):
    """一个问题和它的回答"""

    title = Key("标题", TITLE, "给自己人看的：问的是什么")
    phrasings = Key("问法", ListOf(TEXT), "顾客会怎么问，至少 3 种；存了以后机器人会自己去学")
    variants = Key("说法", VARIANTS, "怎么答，三个角度")
    shops = Key("店铺", ListOf(SHOP), "只有这几家店答这一条；不写就都答", must=False)
    buttons = Key("按钮", ListOf(TEXT), "显示的字 = 点了以后替顾客发出的话", must=False)
    follow_up = Key("追问", FollowUpKeys, "答完再问一句", must=False)
    excuses = Key("放行", EXCUSES, "这一条可以不照某项检查：代号: 理由", must=False)


class TopicFile(Shape):
    """一个主题的问答"""

    topic = Key("主题", TEXT, "主题的中文名")
    questions = Key("问答", MapOf(NAME, QuestionKeys), "名字: 问答。名字永远不改")


class FactKeys(Shape):
    """一个占位符"""

    about = Key("说明", TEXT, "是什么")
    example = Key("例", TEXT, "预览时填进去的例子")


class FactsFile(Shape):
    """动作会给出的事实：话术里 {占位符} 的总表"""

    facts = Key("事实", MapOf(FACT, FactKeys), "名字: 说明和例子")


class WishesFile(Shape):
    """没听准的时候，拿来问顾客的几个字"""

    wishes = Key("想问", MapOf(INTENT, TEXT), "意图: 顾客自己会打的几个字")


class WordsFile(Shape):
    """聊天窗口自己的字"""

    words = Key("窗口", WordKeys, "名字: 顾客看到的字")


class CarrierKeys(Shape):
    """一家快递"""

    aliases = Key("别名", ListOf(TEXT), "顾客会怎么叫它", must=False)
    extra_fee = Key("补差价", FEN, "顾客要补多少", must=False)
    not_reached = Key("不到", ListOf(TEXT), "不派送的省、市、区县，写全名", must=False)
    days = Key("天数", MapOf(TEXT, DAYS), "地区: 路上几天；一定要有“其他”")
    to_post_office = Key("自取", FLAG, "要自己去邮局取", must=False)


class CarriersKeys(Shape):
    """发什么快递"""

    default = Key("默认", TEXT, "默认发哪家")
    fallbacks = Key("备选", ListOf(TEXT), "默认不到时按顺序换哪家", must=False)
    each = Key("各家", MapOf(TEXT, CarrierKeys), "每一家的情况")


class LadderKeys(Shape):
    """议价的阶梯"""

    rungs = Key("阶梯", ListOf(RUNG), "用哪几级，按升级的顺序")
    refusals = Key("请示前拒绝", COUNT, "拒绝几次以后请示主管")
    closes = Key("不再接受议价", FLAG, "最后说不再议价，不请示主管")
    bulk_from = Key("大宗件数", COUNT, "多少件起转大宗登记")


class SupervisorKeys(Shape):
    """请示主管"""

    title = Key("称呼", TEXT, "对顾客怎么称呼")
    wait = Key("等候", SECONDS, "请顾客等多久")
    wholesale_wait = Key("批发等候", SECONDS, "批发的等多久")
    daily_budget = Key("每日预算", FEN, "一天最多让出多少成本")
    gift = Key("赠品", NAME, "没人回时送哪个赠品", must=False)


class GiftKeys(Shape):
    """一种赠品"""

    title = Key("名称", TEXT, "顾客听到的名字")
    value = Key("价值", FEN, "告诉顾客值多少")
    cost = Key("成本", FEN, "店里的成本，算进每日预算")
    stock = Key("库存", COUNT, "还有几份")


class CampaignKeys(Shape):
    """一次活动"""

    title = Key("名称", TEXT, "活动名")
    starts_at = Key("开始", MOMENT, "从什么时候，店铺的时间")
    ends_at = Key("结束", MOMENT, "到什么时候（不含）")
    how = Key("说明", TEXT, "怎么参加，会原样填进话里")
    price_locked = Key("不议价", FLAG, "活动期间不讲价；不写就是“是”", must=False)
    gift = Key("赠品", NAME, "送哪个赠品", must=False)


class RemarkFormatKeys(Shape):
    """备注的格式"""

    item = Key("改属性", TEXT, "用 {old} {new} {date} {agent}")
    address = Key("改地址", TEXT, "用 {address} {date} {agent}")
    request = Key("要求", TEXT, "用 {content} {date} {agent}")
    promise = Key("承诺", TEXT, "用 {content} {carrier} {date} {agent}")


class ShopFactKeys(Shape):
    """原样填进话里的规矩"""

    proofs = Key("proofs", TEXT, "能出示的证明")
    brand_source = Key("brand_source", TEXT, "货从哪来")
    return_rule = Key("return_rule", TEXT, "退换的规矩")
    invoice_rule = Key("invoice_rule", TEXT, "发票的规矩")
    instalment_rule = Key("instalment_rule", TEXT, "分期的规矩")
    payment_rule = Key("payment_rule", TEXT, "付款的规矩")
    shipping_rule = Key("shipping_rule", TEXT, "运费的规矩")


class WindowKeys(Shape):
    """这家店的聊天窗口"""

    colour = Key("颜色", COLOUR, "按钮和标题栏的底色，上面是白字；要加引号", must=False)
    hot = Key("常问", ListOf(TEXT), "点一下就问出去的话，2 到 6 句，每句不超过 12 个字", must=False)
    words = Key("文字", OwnWordKeys, "这家店自己的字，换掉 widget.yml 里的", must=False)


class ShopFile(Shape):
    """一家店的全部资料"""

    shop_id = Key("店铺", SHOP, "编号，和文件名一样")
    name = Key("店名", TEXT, "顾客看到的店名")
    trade = Key("行业", TEXT, "卖什么的")
    platform = Key("平台", TEXT, "开在哪个平台")
    assistant = Key("客服", TEXT, "客服的名字")
    zone = Key("时区", ZONE, "店铺的时区")
    hours = Key("营业", HOURS, "几点到几点有人")
    carriers = Key("快递", CarriersKeys, "发什么快递")
    regions = Key("地区", MapOf(TEXT, ListOf(TEXT)), "地区: 有哪些省，写全名")
    cut_off = Key("截单", CUT_OFF, "几点前付款当天走，或者几小时内走")
    packing = Key("打包", HOURS, "仓库几点到几点打包")
    waybill_by = Key("单号", CLOCK, "当天几点前录好单号")
    ladder = Key("议价", LadderKeys, "议价怎么一级一级往下走")
    supervisor = Key("主管", SupervisorKeys, "请示主管")
    gifts = Key("赠品", MapOf(NAME, GiftKeys), "英文名: 赠品", must=False)
    campaigns = Key("活动", ListOf(CampaignKeys), "办过的、正办的、要办的活动", must=False)
    return_days = Key("退货天数", COUNT, "几天无理由；不写就是不支持", must=False)
    free_shipping_from = Key("包邮", FEN, "满多少包邮；不写就是全场包邮", must=False)
    shipping_fee = Key("运费", FEN, "不满要收多少", must=False)
    invoice = Key("发票", FLAG, "能不能开发票")
    instalments = Key("分期", FLAG, "能不能分期")
    wholesale = Key("批发", FLAG, "做不做批发")
    remark_formats = Key("备注格式", RemarkFormatKeys, "备注怎么写")
    facts = Key("事实", ShopFactKeys, "原样填进话里的规矩")
    origins = Key("网站", ListOf(ORIGIN), "哪些网站可以放聊天窗口，写到域名为止", must=False)
    window = Key("窗口", WindowKeys, "聊天窗口的颜色、常问、自己的字", must=False)
    scripts = Key("话术", MapOf(ID, VARIANTS), "这家店自己的说法：编号: 说法，整条换掉", must=False)
    excuses = Key("放行", EXCUSES, "这家店可以不照某项检查：代号: 理由", must=False)
