"""The words of time: each atom is a pattern for one unit of a date, from the century down to the clock.

An expression is a chain of atoms whose ranks rise: 去年 (year) 12月 (month)
上旬 (part of it), 5月8日 (day) 下午 (part of day) 3时许 (clock). chains.py reads
the chains. Patterns match folded text: digits are ASCII, characters simplified.
"""

import re
from functools import cache
from typing import NamedTuple

from analysis.dates.almanac import TERMS, holidays, periods, vague_times

C = "零〇○Ｏ一二三四五六七八九"  # digits read one by one: 二〇二一; 二○○八 in older print
TENS = r"(?:[二三四五六七八九]?十[一二三四五六七八九]?|[廿卅][一二三四五六七八九]?|[零〇一二两三四五六七八九])"
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])(?!\d)"
DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?|[一二三四五六七八九])"
HOUR = r"(?:2[0-4]|1\d|0?\d|二十[一二三四]?|廿[一二三四]?|十[一二三四五六七八九]?|[零〇一二两三四五六七八九])"
TO = r"\s?(?:-|—+|–|－|~|～|至|到)\s?"  # 4月12-19日: the first end leaves its unit to the second
MINUTE = rf"(?:[0-5]?\d|[零〇][一二三四五六七八九]|{TENS})"
COUNT = (
    r"(?:\d+(?:\.\d+)?|(?:好?几|数)?[十百千万]{1,4}几?"
    r"|[零〇一二两仨三四五六七八九十百千万]{1,9}(?:点[一二三四五六七八九])?|好?几|数|半|若干)"
)
WEEK = r"(?:周|星期|礼拜)"
WEEKDAY = r"[一二三四五六日天末]"
TERM = "|".join(TERMS)
HOLIDAY = "|".join(sorted(holidays(), key=len, reverse=True))
# 清代 but not 清代表: the last character may belong to another word
EPOCH = "(?:{})(?<!代(?=[表理替办言价]))".format(
    "|".join(re.sub("^(十.五)", r'[“"]?\1[”"]?', name) for name in sorted(periods(), key=len, reverse=True))
)
VAGUE = "|".join(f"{name}(?!的)" if name == "最近" else name for name in sorted(vague_times(), key=len, reverse=True))


class Atom(NamedTuple):
    """A unit of time: atoms chain in rising rank."""

    name: str
    rank: int
    pattern: str


ATOMS = [
    # 2020-05-26, 2019/04/19, 2019.9.6, 1994.01-19, 20240307: as tables and captions print days;
    # a clock may follow without a space (2018-12-1209:03)
    Atom(
        "iso",
        7,
        r"(?<![\d.])(?P<iso_y>(?:1[89]|20)\d\d)[-/.](?P<iso_m>1[0-2]|0?[1-9])[-/.](?P<iso_d>3[01]|[12]\d|0?[1-9])"
        r"(?:(?=\d\d:)|(?![\d.]))-?"
        r"|(?<![\d.])(?P<iso_y8>(?:19|20)\d\d)(?P<iso_m8>0[1-9]|1[0-2])(?P<iso_d8>0[1-9]|[12]\d|3[01])(?!\d|\.\d)"
        r"|(?<![\d.])(?P<iso_ys>(?:19|20)\d\d) (?P<iso_ms>1[0-2]|0?[1-9]) (?P<iso_ds>3[01]|[12]\d|0?[1-9])(?!\d|\.\d)",
    ),
    # 10/31/1974: American order, in English-language print
    Atom(
        "usa",
        7,
        r"(?<![\d./])(?P<usa_m>1[0-2]|0?[1-9])/(?P<usa_d>3[01]|[12]\d|0?[1-9])/(?P<usa_y>(?:19|20)?\d\d)(?![\d/])",
    ),
    # 1999.08-2002.02: months only as the ends of a range, else a decimal
    Atom(
        "yearmonth",
        5,
        r"(?<![\d.])(?P<ym_y>(?:19|20)\d\d)\.(?P<ym_m>0[1-9]|1[0-2])(?=\s?[-—–~～至到]+\s?(?:19|20)\d\d(?:\.\d\d)?(?![\d.]))"
        r"|(?<=[-—–~～至到])(?P<ym_y2>(?:19|20)\d\d)\.(?P<ym_m2>0[1-9]|1[0-2])(?![\d.])",
    ),
    # 11/3号; 6·30, 9·18 as named days; 09-01 with both digits, not 01-04版 (pages)
    Atom(
        "short",
        7,
        r"(?<![\d./])(?P<sh_m1>1[0-2]|0?[1-9])/(?P<sh_d1>3[01]|[12]\d|0?[1-9])[日号]"
        r"|(?<![\d.·“])(?P<sh_m2>1[0-2]|[1-9])·(?P<sh_d2>3[01]|[12]\d|[1-9])(?![\d·%”])"
        r"|(?<![\d月-])(?P<sh_m3>0[1-9]|1[0-2])-(?P<sh_d3>0[1-9]|[12]\d|3[01])(?![\d版号日-])",
    ),
    # 农历, 北京时间: what calendar or zone the rest is of
    Atom("lunar", 4, r"(?:农历|阴历|旧历|夏历)(?:的)?"),
    Atom("zone", 0, r"(?:北京|当地|格林尼治|美国东部|欧洲中部)时间|公历|阳历"),
    # 二十世纪, 上世纪, 本世纪; 公元前3世纪
    Atom(
        "century", 1, rf"(?P<ce_bc>公元前|前)?(?:公元)?第?(?P<ce_n>\d{{1,2}}|{TENS})世纪|(?P<ce_rel>上个?|本|这个)世纪"
    ),
    # 80年代, 2010年代
    Atom("decade", 2, rf"(?P<de_n>(?:1\d|20)?\d0|[{C}]{{4}}|[二三四五六七八九]十)年代"),
    Atom("agepart", 3, r"(?<=世纪|年代)(?:初期?|末期?|中期|中叶|前期|后期)"),
    # 2021年, 二〇二一年, 2020年度; a numeral of four digits is a year from 1000 to 2999
    Atom(
        "year",
        3,
        rf"(?P<y_bc>公元前)(?P<y_bcn>\d{{1,4}}|{TENS})年|(?:公元)?(?<![\d.])(?P<y_4>[12]\d{{3}}|[一二][{C}00]{{3}})"
        r"(?:年度?|(?=到\d{2}年|[-—–~～至到](?:[12]\d{3})年|——[12]\d{3}年))|(?<=\.\d\d-)(?P<y_dot>20\d\d|19\d\d)(?![\d.年])"
        # 07年第三季度, 98年4月, 九七年: two digits, if 0 leads or a smaller unit follows or they are read one by one
        rf"|(?<![\d.{C}十百千])(?P<y_2>\d\d|[{C}]{{2}})年(?=第?[一二三四1-4]季|(?:前|首|后|第)?(?:{TENS}|\d{{1,2}})(?:个?[月周]|两?个季|个?星期|个?礼拜)|底|年?[初底末]|农历|春节|端午|中秋|国庆)"
        rf"|(?<![\d.{C}十百千])(?P<y_0>0\d|[零〇][{C[4:]}]|[三五六七八九][{C}])年(?![以之]?[前后内来间多]|级|期)"
        r"|(?<=到)(?P<y_to>\d\d)年(?=\d)",
    ),
    # 今年, 去年, 前年; 今明两年; 当年 and 次年 hang on the year named before
    Atom(
        "relyear",
        3,
        r"(?P<ry_two>今明|去今|近年来今)两年|(?P<ry_this>今年|本年度?|这一年|今(?=[春夏秋冬]))|(?P<ry_last>去年|上一?年度?(?!级)|去(?=[春夏秋冬]))"
        r"|(?P<ry_next>明年|来年|下一?年度?(?!级)|明(?=[春夏秋冬]))|(?P<ry_after>后年)|(?P<ry_prev3>大前年)|(?P<ry_prev2>前年)"
        r"|(?P<ry_same>同年|当年|那一?年)|(?P<ry_then>次年|翌年|第二年)",
    ),
    # a lasting stretch of the year: 上半年, 三季度, 前两个季度, 前11个月, 春季
    Atom("half", 4, r"(?P<ha>[上下])半年|(?P<ha_to>前|头)半年"),
    Atom(
        "quarter",
        4,
        r"第?(?P<qu_n>[一二三四1-4])季度|(?<![A-Za-z])Q(?P<qu_q>[1-4])(?:季度|(?![\dA-Za-z]))|(?P<qu_first>首)个?季度?(?!节)|(?P<qu_rel>上一?个?|本|这个|这一|下一?个?|当)季度"
        r"|(?P<qu_dir>前|后)(?P<qu_to>[二两三23])个?季度",
    ),
    Atom(
        "months",
        4,
        rf"(?P<mo_dir>前|后|头)(?P<mo_to>\d{{1,2}}|{TENS})个?月(?!前|后|份|[一二三四五六七八九])|(?P<mo_first>首)(?:个)?月|第(?P<mo_nth>\d{{1,2}}|{TENS})个月",
    ),
    Atom(
        "season",
        4,
        r"(?P<se>[春夏秋冬])(?:季|天|日(?=[里,，。]))|(?P<se1>(?<=[今去明年])[春夏秋冬](?![节晚运粮奥训残令播耕种灌茶菜游闱小收]))(?![种耕播灌运]生)",
    ),
    # 年初, 年底; the bare 初 and 底 follow only a year: 去年底
    Atom(
        "yearpart",
        4,
        r"(?:新年伊始|(?<![少成老青百千多几每两一二三四五六七八九十数])年(?:伊始|[初中底末尾])|[暑寒]假|暑期|岁[初末]|(?<=年)(?:伊始|[初底末]))(?!级)",
    ),
    # 去年同期: the stretch just named, a year earlier
    Atom("sameperiod", 4, r"(?<=年)同期"),
    Atom("allyear", 4, r"全年(?![龄级])"),
    # the ends of a quarter: 一季度末
    Atom("quarterpart", 5, r"(?<=[季度])[初末底]"),
    # 3月, 三月份; 正月, 腊月 and a leap month are of the Chinese calendar
    Atom(
        "month",
        5,
        rf"(?<![\d.个{C[3:]}])(?P<m_n>{MONTH})(?:月份?(?!球|亮|饼)|(?={TO}{MONTH}月))|(?P<m_lu>正|腊|冬|闰(?:{MONTH}))月",
    ),
    Atom(
        "relmonth",
        5,
        r"(?P<rm_this>本月份?|这个?月|今个月)|(?P<rm_prev2>上上个?月)|(?P<rm_last>上一?个?月份?)|(?P<rm_next>下一?个?月份?)"
        r"|(?P<rm_same>当月|同月|那个月)|(?P<rm_then>(?<!首)次月(?!球))",
    ),
    # parts of a month: 上旬, 月底, 3月初
    Atom("ten", 6, r"(?P<te>[上中下])旬"),
    Atom("monthpart", 6, r"月(?P<mp>[初中底末])|(?<=[月份])(?P<mp1>初(?![一二三四五六七八九十])|[中底末])(?![级旬])"),
    Atom(
        "nth",
        6,
        rf"(?:的)?第(?P<nt_n>{TENS}|\d{{1,2}})个?{WEEK}(?P<nt_d>{WEEKDAY})?|(?:的)?(?P<nt_last>最后)一?个{WEEK}(?P<nt_d2>{WEEKDAY})"
        rf"|(?P<nt_dir>前(?!一天)|头|最后|后)(?P<nt_days>{TENS}|\d{{1,2}})天(?!内|里|半)|(?:的)?第(?P<nt_day>{TENS}|\d{{1,3}})天",
    ),
    # 本周, 上上周; 上两周 is a stretch (spans.py)
    Atom(
        "week",
        6,
        rf"(?P<we_2>上上|下下)个?{WEEK}(?!{WEEKDAY})|(?P<we_1>上|下|本|这|今|当)(?:一|个|一个)?{WEEK}(?![一二三四五六日天末年岁边围密到期])",
    ),
    Atom("weekend", 6, r"(?P<wk>[上下本这])?(?:一?个)?(?:周末|双休日)"),
    # 上周五, 本周三, 星期天; not 周一 in a name's middle
    Atom(
        "weekday",
        8,
        rf"(?P<wd_rel>上上|上|下下|下|本|这|今)?(?:一?个)?{WEEK}(?P<wd>[一二三四五六日天])(?![年岁个]|期|边)"
        rf"|[（(](?:{WEEK})(?P<wd_p>[一二三四五六日天])[)）]",
    ),
    # 5日, 十二日, 15号
    Atom(
        "day",
        7,
        rf"(?<![\d.第{C[4:]}])(?P<d>{DAY})(?:(?={TO}{DAY}[日号])|日(?![元期游用均本]|报(?!道|告))|号(?![楼线文令院门机公馆井桥码台地铁口车站船病仓厅房球国省道段店院弄墓]))",
    ),
    # 初五, 廿二, 八月十五: a day of the Chinese calendar has no 日; 1月3 is a slip of the pen for 1月3日
    Atom(
        "lunarday",
        7,
        r"(?:大年|年)?(?P<lu_c>初[一二三四五六七八九十]|(?<=月)(?:二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十))(?![日号多余个几天名人年岁周%]|[一二三四五六七八九十百千万]|[中级]|分)"
        r"|(?<=[月])(?P<lu_d>3[01]|[12]\d|[1-9])(?=$|[，。；、,]|至|到|[早晚]|上午|下午)",
    ),
    # 昨天, 今晚: the day before a single part of day loses its 天
    Atom(
        "relday",
        7,
        r"(?P<rd_n>大大后|大前|大后|前|昨|今|明|后|寻|听)(?:[天日](?!均|气|然|空|经|报|头|津)|儿个?)|(?P<rd_s>昨|今|明)(?=[晚晨夜早])|本日|即日"
        r"|(?P<rd_same>(?:同一?|当)[天日](?!气|文|代)|当(?=[晚夜晨](?!会|班|报|餐)))|(?P<rd_prev>前一[天日])|(?P<rd_then>后一[天日]|次日|翌日|第二天|隔天|隔日|次(?=晨))|(?P<rd_dem>[这那](?:一)?天(?!气|才|下|空))",
    ),
    # 国庆节, 中秋; 清明 and other terms, which are words of their own only with 节 or as 时节
    Atom(
        "holiday",
        7,
        rf"(?P<ho>{HOLIDAY})(?:节)?(?:假期|小长假|期间的)?|(?P<ho_t>{TERM})(?:节气|(?=时节|前后|这天|当[天日])|)(?![河茶台站])",
    ),
    # 五一, 十一, 七一: numerals, so only where the context shows the feast
    Atom(
        "feast",
        7,
        r"[“\"]?(?P<fe>五一|十一|六一|七一|八一|三八|五四)[”\"]?(?=小长假|假期|长假|黄金周|期间|前夕|前后|来临|当天|佳节)(?:小长假|假期|长假|黄金周)?",
    ),
    # 现在, 目前: the time of writing; 至今 is up to it
    Atom(
        "now",
        11,
        r"(?:现在|目前|眼下|眼前|当前|如今|现今|当今|当下(?!去|来)|此刻|[至迄]今(?:为止)?|而家|宜家|依家|现阶段|日今)(?![年天日])",
    ),
    Atom("vague", 11, VAGUE),
    # 抗战时期, 唐代, “十三五”期间: by data/periods.csv; the marks may be lost in print
    Atom("epoch", 11, EPOCH),
    Atom(
        "part",
        9,
        r"(?<![一半整])(?P<pa>凌晨|清晨|拂晓|黎明|早晨|早上|早间|一早|上午|中午|正午|晌午|午间|午饭后|下午|午后|晏昼|傍晚|黄昏|晚上|晚间|夜间|深夜|午夜|半夜|后半夜|夜里|夜晚|入夜|白天|全天(?!候)|晚些时候)(?:时分)?"
        r"|(?P<pa1>(?<=[日号天到至自昨今明当次五十初一二三四六七八九廿周末节])(?:[晨夜]|晚(?!报|会(?!议)|餐|饭|期|些|于|年|婚|稻|熟)|早(?!报|班|餐|饭|市|期|已|在|就|于|些|稻|熟)))",
    ),
    # 9时30分, 下午3点半, 20:15, 3:05pm; 三点一 and 三点搭三 are Cantonese (each 字 five minutes)
    Atom(
        "clock",
        10,
        r"(?<![\d:：.比分胜负])(?P<cl_h>[01]?\d|2[0-4])[:：](?P<cl_m>[0-5]\d)(?:[:：][0-5]\d(?:\.\d+)?)?(?![\d:：]|战胜|击败|力克|不敌|险胜|大胜|完胜|领先|落后|胜|负)(?:\s?[aApP][mM]?(?![a-zA-Z])(?:\sCET|\sGMT)?|时)?"
        r"|(?<![\d.a-zA-Z])(?:1[0-2]|[1-9])\s?[aApP]\.?[mM]\.?(?![a-zA-Z])(?:\sCET|\sGMT)?"
        rf"|(?<![\d.个{C[4:]}])(?P<cl_h0>{HOUR})(?={TO}{HOUR}[时点])"
        rf"|(?<![\d.{C[4:]}])(?:约)?(?P<cl_h2>{HOUR})(?P<cl_u>时(?!代|期|间|光|段|节|常|刻|候|而|兴|尚|政|速|任|年)|点钟|点整|点(?![名评滴儿子燃亮赞击建意要线位球数头心火菜歌播]|[零〇一二两三四五六七八九]+[级万亿倍米公元度个成吨岁％%]|\d+[%万亿倍]|多的|以上的|心))"
        rf"(?:(?P<cl_half>半)|(?P<cl_q>[一二三1-3])刻|(?:[搭踏](?:[一二三四五六七八九十]|半))|[一二三四五六七八九十]个字|过?(?P<cl_m2>{MINUTE})(?:分(?!之|钟?前|钟?后)(?:钟|[0-5]?\d(?:\.\d+)?秒|{TENS}秒)?|(?![\d.分个人名家万元米年月日至到%]|[一二三四五六七八九十百千万])))?(?:整|钟|多钟|来钟)?",
    ),
]
RANK = {atom.name: atom.rank for atom in ATOMS}


@cache
def _pattern(least: int) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{atom.name}>{atom.pattern})" for atom in ATOMS if atom.rank >= least))


def read_atom(text: str, at: int, least: int) -> tuple[str, re.Match[str]] | None:
    """The atom at a place, if its rank is at least `least`.

    >>> read_atom("去年12月", 0, 0)[0], read_atom("去年12月", 2, 4)[1][0]
    ('relyear', '12月')
    """
    match = _pattern(least).match(text, at)
    return (match.lastgroup or "", match) if match and match.end() > at else None
