"""Patterns of the units from the century to the week; atoms.py says what an atom is."""

from analysis.dates.vocabulary import COUNTABLE, DIGITS, MONTH, TENS, TO, WEEK, WEEKDAY, Atom

LONG_UNITS = [
    Atom("zone", 0, r"(?:北京|当地|格林尼治|美国东部|欧洲中部)时间|公历|阳历"),
    Atom(
        "century",
        1,
        rf"""
        (?P<ce_bc>公元前|前)?(?:公元)?第?(?P<ce_n>\d{{1,2}}|{TENS})世纪  # 二十世纪, 公元前3世纪
        | (?P<ce_rel>上个?|本|这个)世纪
        """,
    ),
    Atom("decade", 2, rf"(?P<de_n>(?:1\d|20)?\d0|[{DIGITS}]{{4}}|[二三四五六七八九]{{1,2}}十)年代"),  # 80年代, 2010年代
    Atom("agepart", 3, r"(?<=世纪|年代)(?:初期?|末期?|中期|中叶|前期|后期)"),
    Atom(
        "year",
        3,
        rf"""
        (?P<y_bc>公元前)(?P<y_bcn>\d{{1,4}}|{TENS})年
        # 2021年, 二〇二一年, 2020年度: four digits are a year from 1000 to 2999, never a length
        | (?:公元)?(?<![\d.])(?P<y_4>[12]\d{{3}}|[一二][{DIGITS}0]{{3}})
          (?:年度?
          # 1985到89年, 2022—2023年: the first year of a range leaves its 年 to the second
          | (?=到\d{{2}}年|(?:[-—–~～至到]|——)[12]\d{{3}}年))
        # 2008.03-2009: in tables
        | (?<=\.\d\d-)(?P<y_dot>20\d\d|19\d\d)(?![\d.年])
        # 98年4月, 07年第三季度: two digits are a year if a smaller unit follows, else a length
        | (?<![\d.{DIGITS}十百千])(?P<y_2>\d\d|[{DIGITS}]{{2}})年
          (?=第?[一二三四1-4]季
          | (?:前|首|后|第)?(?:{TENS}|\d{{1,2}})(?:个?[月周]|两?个季|个?星期|个?礼拜)
          | 底|年?[初底末]|农历|春节|端午|中秋|国庆)
        # 07年, 九七年: or if 0 leads, or if they are read one by one
        | (?<![\d.{DIGITS}十百千])(?!三四|四五|五六|六七|七八|八九)  # 七八年 is seven or eight years
          (?P<y_0>0\d|[零〇][{COUNTABLE}]|[三五六七八九][{DIGITS}])年
          (?![以之]?[前后内来间多]|级|期)
        | (?<=到)(?P<y_to>\d\d)年(?=\d)
        """,
    ),
    Atom(
        "relyear",
        3,
        r"""
        (?P<ry_two>今明|去今)两年
        | (?P<ry_this>今年|本年度?|这一年|今(?=[春夏秋冬]))   # 今春 loses its 年
        | (?P<ry_last>去年|上一?年度?(?!级)|去(?=[春夏秋冬]))
        | (?P<ry_next>明年|来年|下一?年度?(?!级)|明(?=[春夏秋冬]))
        | (?P<ry_after>后年) | (?P<ry_prev3>大前年) | (?P<ry_prev2>前年)
        # these hang on the year named before
        | (?P<ry_same>同年|当年|那一?年) | (?P<ry_then>次年|翌年|第二年)
        """,
    ),
    Atom("lunar", 4, r"(?:农历|阴历|旧历|夏历)的?"),
    Atom("half", 4, r"(?P<ha>[上下])半年|(?P<ha_to>前|头)半年"),
    Atom(
        "quarter",
        4,
        r"""
        第?(?P<qu_n>[一二三四1-4])季度                        # not 四季, the seasons
        | (?<![A-Za-z])Q(?P<qu_q>[1-4])(?:季度|(?![\dA-Za-z]))
        | (?P<qu_first>首)个?季度?(?!节)
        | (?P<qu_rel>上一?个?|本|这个|这一|下一?个?|当)季度
        | (?P<qu_dir>前|后)(?P<qu_to>[二两三23])个?季度        # 前三季度 of the year
        """,
    ),
    Atom(
        "months",
        4,
        rf"""
        (?P<mo_dir>前|后|头)(?P<mo_to>\d{{1,2}}|{TENS})个?月(?![前后份{COUNTABLE}])   # 前11个月 of the year
        | (?P<mo_first>首)个?月
        | 第(?P<mo_nth>\d{{1,2}}|{TENS})个月
        """,
    ),
    Atom(
        "season",
        4,
        r"""
        (?P<se>[春夏秋冬])(?:季|天|日(?=[里,，。]))
        # 今春, 一九七〇年春; not 春节, 春晚, 夏粮, 冬奥会, 秋收
        | (?P<se1>(?<=[今去明年])[春夏秋冬](?![节晚运粮奥训残令播耕种灌茶菜游闱小收]))
        """,
    ),
    Atom(
        "yearpart",
        4,
        r"""
        新年伊始
        | (?<![少成老青百千多几每两一二三四五六七八九十数])年(?:伊始|[初中底末尾])(?!级)  # not 青少年中, 十年中
        | [暑寒]假 | 暑期 | 岁[初末]
        | (?<=年)(?:伊始|[初底末])(?!级)                     # 去年底
        """,
    ),
    Atom("sameperiod", 4, r"(?<=年)同期"),  # 去年同期: the stretch just named, a year earlier
    Atom("allyear", 4, r"全年(?![龄级])"),
    Atom("quarterpart", 5, r"(?<=[季度])[初末底]"),  # 一季度末
    # 1999.08-2002.02: months only as the ends of a range, else a decimal
    Atom(
        "yearmonth",
        5,
        r"""
        (?<![\d.])(?P<ym_y>(?:19|20)\d\d)\.(?P<ym_m>0[1-9]|1[0-2])
          (?=\s?[-—–~～至到]{1,2}\s?(?:19|20)\d\d(?:\.\d\d)?(?![\d.]))
        | (?<=[-—–~～至到])(?P<ym_y2>(?:19|20)\d\d)\.(?P<ym_m2>0[1-9]|1[0-2])(?![\d.])
        """,
    ),
    Atom(
        "month",
        5,
        rf"""
        (?<![\d.个{COUNTABLE}])(?P<m_n>{MONTH})(?:月份?(?![球亮饼])|(?={TO}{MONTH}月))  # 三月份; 2—4月
        | (?P<m_lu>正|腊|冬|闰(?:{MONTH}))月                  # of the Chinese calendar
        """,
    ),
    Atom(
        "relmonth",
        5,
        r"""
        (?P<rm_this>本月份?|这个?月|今个月) | (?P<rm_prev2>上上个?月)
        | (?P<rm_last>上一?个?月份?) | (?P<rm_next>下一?个?月份?)
        # these hang on the month named before; not 首次月球探测
        | (?P<rm_same>当月|同月|那个月) | (?P<rm_then>(?<!首)次月(?!球))
        """,
    ),
    Atom("ten", 6, r"(?P<te>[上中下])(?P<te2>[中下])?旬"),
    Atom("monthpart", 6, rf"月(?P<mp>[初中底末])|(?<=[月份])(?P<mp1>初(?![十{COUNTABLE}])|[中底末])(?![级旬])"),
    Atom(
        "nth",
        6,
        rf"""
        的?第(?P<nt_n>{TENS}|\d{{1,2}})个?{WEEK}(?P<nt_d>{WEEKDAY})?      # 第二周, 第二个周一
        | 的?(?P<nt_last>最后)一?个{WEEK}(?P<nt_d2>{WEEKDAY})
        | (?P<nt_dir>前(?!一天)|头|最后|后)(?P<nt_days>{TENS}|\d{{1,2}})天(?![内里半])   # 4月前4天
        | 的?第(?P<nt_day>{TENS}|\d{{1,3}})天
        """,
    ),
    Atom(
        "week",
        6,
        rf"""
        (?P<we_2>上上|下下)个?{WEEK}(?!{WEEKDAY})
        | (?P<we_1>上|下|本|这|今|当)(?:一个?|个)?{WEEK}(?![一二三四五六日天末年岁边围密到期])  # not 上周五
        """,
    ),
    Atom("weekend", 6, r"(?P<wk>[上下本这])?(?:一?个)?(?:周末|双休日)"),
]
