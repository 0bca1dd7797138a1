"""Is an address complete enough for a parcel (P8)? Province or city, street, number."""

from __future__ import annotations

import re
import unicodedata

REGION = re.compile(
    r"北京|天津|上海|重庆|香港|澳门|台湾|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州"
    r"|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆|[一-龥]{2,}(?:(?<!超)市(?!场)|自治州|地区|盟)"
)
PROVINCES = (
    "北京市", "天津市", "上海市", "重庆市", "河北省", "山西省", "辽宁省", "吉林省", "黑龙江省", "江苏省", "浙江省",
    "安徽省", "福建省", "江西省", "山东省", "河南省", "湖北省", "湖南省", "广东省", "海南省", "四川省", "贵州省",
    "云南省", "陕西省", "甘肃省", "青海省", "台湾省", "内蒙古自治区", "广西壮族自治区", "西藏自治区",
    "宁夏回族自治区", "新疆维吾尔自治区", "香港特别行政区", "澳门特别行政区",
)  # fmt: skip
STREET = re.compile(
    r"[一-龥A-Za-z0-9](?:街道|大街|大道|胡同|小区|社区|花园|花苑|公寓|大厦|大楼|广场|家园|新村|中心|学校|大学|学院|中学|小学|医院|公司"
    r"|工业园|产业园|园区|[路街道巷弄里村镇乡苑园庄屯寨城府湾])"
)
NUMERAL = r"(?:[0-9]+[A-Za-z]?|[A-Za-z](?=[栋幢座])|[一二三四五六七八九十百零〇]+)"
NUMBER = re.compile(rf"{NUMERAL}\s*(?:号|栋|幢|座|室|楼|层|单元|弄|组|队|舍|户|#)|[0-9]+\s*-\s*[0-9]+|[0-9]+[A-Za-z]?$")
VILLAGE = re.compile(r"[一-龥](?<![新])[村屯寨]")
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def province_of(address: str) -> str:
    """The province an address begins with, by its official name; "" where it does not begin with one.

    Enough to know a region's days and what a carrier does not reach when the mall sent the address.
    """
    plain = unicodedata.normalize("NFKC", address).strip().removeprefix("中国")
    return next((each for each in PROVINCES if plain.startswith(_short(each))), "")


def _short(province: str) -> str:
    """浙江 for 浙江省, 内蒙古 for 内蒙古自治区."""
    return province[:3] if province.startswith(("黑龙江", "内蒙古")) else province[:2]


def missing_parts(text: str, region_known: bool = False) -> tuple[str, ...]:
    """What an address lacks, of ``region`` (province or city), ``street`` and ``number``, in this order; () if none.

    ``region_known``: province or city are known from elsewhere. A village needs no number. Phone numbers in the text
    do not count as house numbers.
    """
    plain = MOBILE.sub(" ", unicodedata.normalize("NFKC", text)).strip()
    has = {
        "region": region_known or bool(REGION.search(plain)),
        "street": bool(STREET.search(plain)),
        "number": bool(NUMBER.search(plain) or VILLAGE.search(plain)),
    }
    return tuple(part for part, there in has.items() if not there)
