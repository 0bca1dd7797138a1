"""Sentences that each check of wording must catch, and ordinary ones that none of them may."""

from __future__ import annotations

import dataclasses
import time

import pytest
from script_making import EXAMPLES

from huashu.scripts import Button, PromiseRule, RemarkRule, Script, Span, Variant, When, load_library
from huashu.scripts.checking import all_checks
from huashu.scripts.checks.base import Book, Check, Finding, Said
from huashu.scripts.reader import Text

CODES = [f"SC{number:03}" for number in range(40, 57)]
PLACE = Span("scene.yml", 1, 1)
GOOD = load_library(EXAMPLES / "good")


def book() -> Book:
    """The good shops; tea also sends by 平邮, which its file calls 包裹 too, and by zto."""
    tea = GOOD.shops["tea"]
    post = dataclasses.replace(tea.carriers["圆通"], name="平邮", aliases=("包裹", "zto"))
    shop = dataclasses.replace(tea, carriers={**tea.carriers, "平邮": post})
    return Book(dataclasses.replace(GOOD, shops={**GOOD.shops, "tea": shop}))


BOOK = book()


def variant_of(sentence: str, shops: tuple[str, ...] = ()) -> Variant:
    return Variant("", sentence, When(shops=shops), Text(sentence, PLACE, sentence))


def said(sentence: str, shop: str | None = None, **script: object) -> Said:
    variant = variant_of(sentence)
    made = Script("utter_scene_aim", "场景", "标题", (variant,), PLACE, **script)  # type: ignore[arg-type]
    return Said(variant.node, made, variant, shop)


def found(code: str, told: Said) -> list[Finding]:
    check = all_checks()[code]
    assert isinstance(check, Check) and check.said is not None
    return list(check.said(told, BOOK))


CAUGHT = {
    "SC040": [
        "亲，这是全网最低价",
        "我们家质量最好",
        "最好的面料做的",
        "销量第一，您放心拍",
        "行业第一品牌",
        "唯一官方授权店",
        "国家级检测的工艺",
        "顶级羊绒",
        "这款是极品",
        "送礼首选",
        "世界级的设计",
        "史无前例的优惠",
        "我们的王牌产品",
        "最便宜的就是这款",
        "性价比最高",
        "最受欢迎的一款",
        "店里最畅销的",
        "独一无二的花色",
        "全网独家",
        "NO.1的口碑",
        "TOP1单品",
        "这是最新款",
        "年度销量冠军",
        "驰名商标，大品牌",
        "遥遥领先同类产品",
    ],
    "SC041": [
        "能治疗失眠",
        "消炎杀菌都可以",
        "有减肥的效果",
        "这款抗癌",
        "防辐射的，孕妇也能穿",
        "祛斑效果好",
        "喝了降血压",
        "医用级别的材料",
        "能改善睡眠",
        "排毒养颜",
        "抗菌面料",
        "缓解颈椎疼痛",
        "没有副作用",
        "预防近视的灯",
        "养生茶，保健",
    ],
    "SC042": [
        "百分百正品",
        "100%纯棉不掉色",
        "绝对不起球",
        "永不褪色",
        "可以用一辈子",
        "零风险购买",
        "保证不褪色",
        "保证不起球",
        "假一赔十",
        "明天肯定能到",
        "一定能到",
        "不会褪色的",
        "不可能坏",
        "绝无色差",
        "怎么洗都不会变形",
        "这支笔万能，什么纸都能写",
    ],
    "SC043": [
        "加我微信聊",
        "微信：qingmian88",
        "加VX详聊",
        "加一下薇信",
        "V信同号",
        "加我，给您便宜点",
        "QQ联系",
        "扣扣12345678",
        "打我们电话13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "座机0571-88888888",
        "拨打400-800-1234",
        "看这里 https://example.com/a",
        "www.example.com",
        "到example.cn下单",
        "扫二维码进群",
        "私下转账便宜",
        "直接转账给我",
        "关注公众号领券",
        "发到abc@example.com",
        "点这个链接付款",
        "微信转账付款也行",
        "用微信联系我",
        "拼多多上我们也有店",
    ],
    "SC044": [
        "好评返现5元",
        "五星好评送小礼物",
        "晒图送红包",
        "收到货给个好评，截图发我返您3元",
        "评价后联系客服领红包",
        "给您红包，记得五星",
        "带图评价有奖",
        "麻烦给个五星好评哦",
        "帮忙改一下差评，退您10元",
        "写评价抽奖",
    ],
    "SC045": [
        "不知道",
        "这个我不知道。",
        "页面上有，自己看",
        "您自己看着办",
        "物流自己查",
        "你看不懂吗",
        "听不懂人话吗",
        "爱买不买",
        "爱要不要",
        "这价不可能",
        "随便你",
        "随您便",
        "我也没办法",
        "说了多少遍了",
        "不是说了吗，没货",
        "别烦我",
        "真烦",
        "急什么",
        "催什么催",
        "不归我管",
        "这事不归我管。",
        "规定就是这样",
        "我们规定就这样",
        "不关我事",
        "这是快递的事，找别人",
        "概不退换",
        "没空，等着吧",
        "怪您自己没看清",
        "那您想怎么样",
        "去投诉吧",
        "不行。",
        "没有",
        "嫌贵就别买",
        "您必须提供照片",
        "还价勿扰",
    ],
    "SC046": [
        "别家都是假货",
        "别家便宜，用的是次品",
        "其他店质量差",
        "同行都在骗人",
        "小心被别家坑",
        "外面卖的不行",
        "隔壁那家偷工减料",
        "别人家的比不上我们",
        "便宜的都是翻新",
        "其他家做工粗糙",
    ],
    "SC047": ["你好，在的", "谢谢你", "你们要几件？", "给你查一下", "妳看这款"],
    "SC048": [
        "最后一件了，快拍",
        "手慢无哦",
        "马上没了",
        "再不拍就没了",
        "仅剩3件",
        "只剩2件了",
        "错过今天要等一年",
        "限时秒杀中",
        "抓紧时间下单",
        "赶紧拍",
        "库存紧张",
        "先到先得",
        "今晚就恢复原价",
        "明天就涨价了",
        "好多人在抢",
        "倒计时开始啦",
        "最后两天",
    ],
    "SC049": ["默认发圆通", "可以发顺丰", "申通快递也行", "发EMS", "走zto", "平邮要自己取", "极兔不发"],
    "SC050": [
        "16:00前付款今天走",
        "下午四点前拍",
        "晚上9点下班",
        "24小时内发货",
        "48小时发出",
        "三天内到",
        "3-5天到",
        "路上3天",
        "两三天就能到",
        "一两天到",
        "17点截单",
        "等我两分钟",
        "5分钟后回您",
        "7天无理由退换",
        "早九晚六有人",
        "11月11日开始",
        "72h内发",
        "3到5个工作日",
        "二十四小时内",
        "下午一点半上班",
        "次日达",
    ],
    "SC051": [
        "一件12元",
        "才30块钱",
        "五十元一条",
        "现在打八折",
        "满59包邮",
        "满100减10",
        "9.9包邮",
        "¥129",
        "￥ 59.9",
        "八五折",
        "8.5折优惠",
        "立减10",
        "便宜5块",
        "两块钱一支",
        "一百块两条",
        "第二件半价",
        "运费6元",
        "给您便宜10，",
        "三十块包邮",
        "才二十块。",
    ],
    "SC052": ["欢迎来山前茶铺", "我是阿青", "我们在淘宝开店", "送您小茶杯", "春茶上新正办着", "双十一再来", "京东那家也是"],
    "SC053": ["亲,在的", "好吗?", "有的!", "收件人:小禾", "有货;没货", "(可选)都行", "价格是{price}元,包邮", "在的.", "{item},有货", "LED,很亮"],
    "SC054": [
        "亲，在的！！",
        "好的～～～",
        "亲亲亲，在的",
        "亲，在的，亲，您说",
        "好的！收到！马上！",
        "嗨～来啦～看看～",
        "谢谢😊😊",
        "亲爱的，在呢",
        "好的。。。",
        "么么哒",
        "欢迎欢迎！！！",
    ],
    "SC055": ["TODO", "价格待补充", "时间待定", "地址是XXX", "××元", "什么？？", "此处填店名", "lorem ipsum", "【店名】欢迎您", "活动是：", "___元", "（）", "亲，"],
    "SC056": [
        "送您一份小礼物",
        "给您送一个小礼品",
        "赠您一本便签本",
        "我补您一张优惠券",
        "给您减5元",
        "给您便宜点",
        "优惠您十块",
        "这单包邮",
        "免运费的",
        "给您免邮",
        "运费我们承担",
        "今天发",
        "今天就发",
        "今天能发",
        "马上发货",
        "明天到",
        "明天就能到",
        "尽快给您发出",
        "给您留着",
        "帮您留一件",
        "退您差价",
        "差价补给您",
        "坏了赔您",
        "帮您备注好了",
        "已经备注了",
        "到时候给您打电话",
        "有货通知您",
        "稍后回复您",
        "一会儿给您回电话",
        "一定按时发",
        "我保证给您办好",
        "放心，我负责到底",
        "买一送一",
        "碎了免费补发",
        "多送您两支",
        "今晚就给您寄走",
        "优先给您安排",
        "质保一年",
        "{gift_name}送您",
        "今天付款今天走",
        "跟主管申请了，给您免掉运费",
        "有消息就告诉您",
    ],
}

PASSED = {
    "SC040": [
        "最后一步，看看地址",
        "一次最多五件",
        "最近下过单吗？",
        "最晚什么时候要？",
        "您最好先量一下腰围",
        "最好别用热水洗",
        "第一次下单不用慌",
        "第一时间想到我们就好",
        "第一件要黑色吗？",
        "订单号是唯一的编号",
        "只有一个点就用最低温",
        "最怕磕的是灯罩",
        "您最想要哪个颜色？",
        "第一，先断电；第二，再拧灯泡",
        "功率不超过灯上标的最大瓦数",
        "您首选哪家快递？",
    ],
    "SC041": ["不是药，没有治疗作用", "没有减肥的功效，不敢乱说", "给医生看看", "棉签蘸酒精往里点", "照着水洗标来"],
    "SC042": [
        "准不准点我不敢打包票",
        "不敢保证不褪色",
        "会不会褪色看布料",
        "绝对值",
        "不能肯定哪天到",
        "五金店的万能胶别用",
        "能淡多少我不敢把话说满",
    ],
    "SC043": [
        "微信、支付宝都能付",
        "可以用微信支付",
        "麻烦留个手机号，11位的",
        "邮箱是哪个？",
        "打哪个手机号？",
        "电话改成{phone}",
        "链接看到了，您想问哪方面？",
        "别处冒出来的付款链接别点，那不是我们发的",
        "不要加别人的微信，当心被骗",
        "派件电话别漏接",
        "订单号QM20261123001",
        "某某路8号2单元301",
        "邮箱像是少了一截，@前后都要有",
        "QQ邮箱也可以",
        "批发的可以对公转账",
        "加我们家的购物车就行",
    ],
    "SC044": ["评价好坏照实写", "评价写真心话就行", "好评返现的事我们不做", "用着怎么样照实讲", "送人就写对方的名字"],
    "SC045": [
        "不知道您说的是哪一款？",
        "我不敢瞎说",
        "麻烦您再发一遍",
        "您自己拿主意",
        "要您自己去邮局取",
        "不如您自己看看再定",
        "不合适就不买，没关系",
        "我能给的都说了，再说有就是哄您了",
        "亲，改价不归我管，我要是随口少几块，到付款时对不上",
        "不急，您慢慢挑",
        "先别急着洗",
        "表情我看不太懂",
        "有没有办法请同事看看？",
        "您看行不行？",
        "不是您的问题",
        "您先随便看",
        "中间没空格",
        "随口报个数是对您不负责",
        "没听懂您的意思，怪我",
        "灯泡自己就能换",
        "滚筒洗衣机选轻柔档",
        "照片怎么拍的我不清楚，不敢说分毫不差",
    ],
    "SC046": [
        "别家的货我没摸过，不好乱说",
        "别家的芯长短粗细不一定对得上，硬塞进去容易断墨",
        "货比三家应该的",
        "别处没动，您再看一遍",
        "换别家也可以，差价是{fee}元",
        "他家里没人",
    ],
    "SC047": ["迷你小夜灯", "您好，在的", "顾客说“你们几点上班”，您可以照答"],
    "SC048": [
        "{item}只剩{stock}件了",
        "仅剩{stock}件",
        "库存里{item}只有{stock}件了，不是催您，照实说一声",
        "不用抓紧时间，慢慢挑",
        "申请下来的有时限",
        "就剩电话没填了",
        "活动办到{campaign_until}，不急",
        "最后看一眼地址",
        "赶时间也可以跟我讲",
    ],
    "SC049": ["会放进包裹里", "集中通知一次", "发{carrier}", "申通过了", "您换哪家快递？", "在当地邮局取"],
    "SC050": [
        "晚一天发出",
        "一般再加一天",
        "晚了就得等到第二天{opens}",
        "十来个小问题，一两分钟就好",
        "刚发的要过几个钟头才有记录",
        "有两点要注意",
        "轻一点，短一点",
        "写几点到几点就行",
        "路上一般{days}天",
        "{wait_minutes}分钟后我来回您",
        "凉水泡10分钟再搓",
        "每天上门来收",
        "几天能到？",
        "过两天再来看",
        "再点点件数",
        "E27灯口，比例1:1",
    ],
    "SC051": [
        "{price}元",
        "一块儿算",
        "随口少几块",
        "您负责哪一块？",
        "某某路8号2单元301",
        "满意再拍",
        "翻个面叠好，别折两折",
        "垫一块薄棉布",
        "几百块的预算也行",
        "打了折痕熨一下",
        "110斤穿什么码",
        "没满多少件的要求",
        "优惠{coupon}元",
        "餐厅吊灯是E27灯口",
        "满了就停",
    ],
    "SC052": ["欢迎来{shop_name}", "茶铺里都有", "我是{assistant}", "小杯子有货", "2单元618室"],
    "SC053": ["165，110斤", "E27, LED", "16:30", "{packing}", "1.5米长", "好的……", "{receiver} {phone}", "3.5折不打"],
    "SC054": ["亲，在的", "欢迎光临～您先看", "亲手做的，母亲也能用", "好的！收到！", "哈哈收到", "在呢在呢，有的有的"],
    "SC055": ["XXL和XL都有", "某某省某某市", "待付款的订单", "待补货", "还没定也行", "省略不写也可以", "在的"],
    "SC056": [
        "要给您下单吗？",
        "给您送一份，可以吗？",
        "{carrier}能送{place}",
        "我看快递送不送得到",
        "送家里还是送单位？",
        "我们不送赠品",
        "没有赠品可以送您",
        "不能给您减了",
        "不包邮",
        "包不包邮？",
        "今天发不了",
        "今天发不出去",
        "不一定能补上",
        "要补{fee}元差价",
        "这个差价要您补上",
        "我不敢先答应您",
        "现在付款，{dispatch_day}发出",
        "运费是这样：{shipping_rule}",
        "比如“今天发吗”这样问",
        "当天{waybill_by}前单号会录好",
        "之前付款的当天走，过了点顺延一天",
        "用得上我就给您写到订单上，用不上也直说",
        "愿意的话我登记一下",
        "退货在订单页点申请退款就行",
        "不能保证明天到",
        "打了单再由我改",
        "前面说好到货告诉您：{item}有货了",
        "资料上写了能换的，我告诉您灯口",
        "送人就写对方的名字",
        "麻烦重发一遍",
    ],
}

QUIET = """\
卖完了也可以登记到货通知，您现在要吗？
这阵子下单没有赠品，我不能随口许您，到时候收不到反而扫兴。
{carrier}送不到{place}，能送的是{fallback}，要补{fee}元差价，晚一天发。可以吗？
{item}补上货了，{price}元。要就说一声。
会员有什么优惠都写在店铺页面上
地址还差{missing}，补上就齐了
送家里还是送单位？
自己收就写您的名字，送人就写对方的
单价不动，整单给减{coupon}元，您看行吗？
11位数字连着打给我
报价要电话里跟您对一遍，打哪个手机号？
邮箱像是少了一截，@前后都要有
别处冒出来的付款链接别点，那不是我们发的
我要是随口少几块，到付款时对不上
您负责哪一块？
比如“165，110斤”这样发我就行
不敢瞎说
头一件先说什么？
库存里{item}只有{stock}件了，不是催您，照实说一声
评价好坏照实写
餐厅吊灯是E27灯口
还没定也没关系，估个数就能算价
手机号是1开头的11位，您再看一眼？
真人同事{opens}到{closes}在，周末也是这个点。
同事回电，上午好还是下午好？
再多问几句也没关系，咱们一样一样来
颜色以收到的为准，不合心意的话，咱家{return_rule}。
现在没有人工在班，把事情写在这里就行。
我帮您查一下，稍等。
包装先别扔，来回折腾就麻烦了""".splitlines()


@pytest.mark.parametrize(("code", "sentence"), [(code, each) for code, every in CAUGHT.items() for each in every])
def test_sentence_is_caught_with_its_words_and_a_fix_when_checked(code: str, sentence: str) -> None:
    problems = found(code, said(sentence))
    assert problems
    for each in problems:
        pointed = sentence[each.span.column - 1 : each.span.column - 1 + each.span.length]
        assert pointed and (pointed in each.message or sentence[each.span.column - 1] in each.message)
        assert len(each.fix) > 4


@pytest.mark.parametrize(("code", "sentence"), [(code, each) for code, every in PASSED.items() for each in every])
def test_ordinary_sentence_passes_when_checked(code: str, sentence: str) -> None:
    assert found(code, said(sentence)) == []


@pytest.mark.parametrize("sentence", QUIET)
def test_honest_sentence_passes_every_check_when_checked(sentence: str) -> None:
    assert {code: problems for code in CODES if (problems := found(code, said(sentence)))} == {}


def test_tables_are_large_enough_when_counted() -> None:
    assert set(CAUGHT) == set(PASSED) == set(CODES)
    for code in ("SC040", "SC043", "SC045", "SC051", "SC056"):
        assert min(len(CAUGHT[code]), len(PASSED[code])) >= 12


def test_promise_is_allowed_when_the_script_declares_it() -> None:
    promise = PromiseRule("gift", "打单", "offer_due_at", "送一份")
    assert found("SC056", said("送您一份小礼物", promise=promise)) == []


def test_remark_alone_covers_the_remark_and_no_gift_when_declared() -> None:
    remark = RemarkRule("要求", "red", "写上")
    assert found("SC056", said("已经备注了", remark=remark)) == []
    assert [each.message for each in found("SC056", said("已经备注了，送您一份小礼物", remark=remark))] == [
        "像是答应了顾客，却没有写承诺：送您一份小礼物"
    ]


def test_own_shop_name_is_allowed_when_only_that_shop_says_it() -> None:
    assert found("SC052", said("山前茶铺欢迎您", shop="tea")) == []
    assert found("SC052", said("山前茶铺欢迎您", shop="lamp")) != []
    variant = variant_of("山前茶铺欢迎您", shops=("tea",))
    told = Said(variant.node, Script("utter_a_b", "", "", (variant,), PLACE), variant)
    assert found("SC052", told) == []


def test_button_is_read_up_to_its_equals_sign_when_checked() -> None:
    node = Text("你好 = 你们今天发圆通,好吗", PLACE, "你好 = 你们今天发圆通,好吗")
    script = Script("utter_a_b", "", "", (), PLACE, buttons=(Button("你好", "你们今天发圆通,好吗", node),))
    assert {code: each for code in CODES if (each := found(code, Said(node, script)))} == {}
    shown = Text("发圆通 = 发圆通", PLACE, "发圆通 = 发圆通")
    assert [each.span.column for each in found("SC049", Said(shown, script))] == [2]


def test_second_occurrence_is_pointed_at_when_the_same_words_stand_twice() -> None:
    columns = [each.span.column for each in found("SC047", said("你好，谢谢你"))]
    assert columns == [1, 6]  # 你好，谢谢 is five characters


def test_fix_names_a_fact_of_the_script_when_there_is_one() -> None:
    assert "{carrier}" in found("SC049", said("发圆通", facts=("carrier",)))[0].fix
    assert "{default_carrier}" in found("SC049", said("发圆通"))[0].fix
    assert "{member_price}" in found("SC051", said("一件12元", facts=("member_price",)))[0].fix
    assert "{arrival_days}" in found("SC050", said("路上3天", facts=("arrival_days",)))[0].fix


def test_all_checks_of_wording_are_fast_when_a_thousand_scripts_are_read() -> None:
    """3,500 sentences, all 17 checks. Measured 0.3 s; the limit leaves room for a busy machine."""
    sentences = [said(each) for each in (*QUIET, *QUIET, *QUIET, *QUIET)] * 30
    begun = time.process_time()
    for told in sentences[:3500]:
        for code in CODES:
            found(code, told)
    assert time.process_time() - begun < 2
