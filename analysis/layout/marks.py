"""Marks: the formulas of Chinese newspapers that say what a line is.

All patterns are matched on folded text (chinese.fold), most at the beginning or
end of a line only, so that a line of any length costs the same.
"""

import re

from analysis.chinese import HAN, fold

PUNCTUATION = str.maketrans("（），：；！？．／＠－［］　\t", "(),:;!?./@-[]  ")
H = f"[{HAN}]"
NAME = rf"{H}{{2,4}}(?:·{H}{{1,8}})?"
NAMES = rf"{NAME}(?:[\s、,/]+{NAME}){{0,7}}"
BULLET = "■□◆◇●○▲△▼▽★☆◎※►▶◀◄▪•"
MARK = rf"[{BULLET}]"

# Who writes: an office of the paper or an agency, and the post.
TITLES = "日报|晚报|早报|时报|都市报|晨报|商报|青年报|通讯社|新闻网|电视台"
PAPER = rf"(?:本报|本刊|本台|本社|本网|新华社|中新社|{H}{{2,8}}(?:{TITLES}))"
MANNER = rf"(?:全媒体|融媒体|融媒|见习|实习|特约|特派|首席|资深|驻站|驻地|摄影|驻{H}{{2,4}})*"
POST = r"(?:记者|通讯员|评论员|撰稿人|撰稿|特派员|作者|编译|报道组|小记者|编辑)"
WRITER = rf"{PAPER}?{MANNER}{POST}"

BYLINE = re.compile(
    rf"""
    (?: {MARK}\s*{WRITER}[:\s]*{NAMES}(?:[\s、]*{WRITER}[:\s]*{NAMES})*   # □本报记者 X 通讯员 Y
      | [□○◎◇]\s*{NAMES}                                                      # □X: hollow marks are for names
      | {PAPER}{MANNER}{POST}[:\s]*{NAMES}(?:[\s、]*{WRITER}[:\s]*{NAMES})*  # 本报记者X、Y 通讯员Z
      | {MANNER}{POST}[:\s]+{NAMES}(?:[\s、]*{WRITER}[:\s]*{NAMES})*        # 记者 X: the space tells it from 记者走基层
      | {MANNER}{POST}[:\s]*{NAMES}(?:[\s、]+{WRITER}[:\s]*{NAMES})+                               # 记者X 通讯员Y
      | {MARK}?\s*(?:文|图|文图|图文|文字|撰文|采写|整理|执笔|编译|来稿)[/:\s]+(?:{WRITER}[:\s]*)?{NAMES}   # 文/X 图/Y
        (?:[\s、]*(?:图|文|摄影|图片|插图|制图)[/:\s]+(?:{WRITER}[:\s]*)?{NAMES})?
      | (?:{WRITER}[:\s]*)?{NAMES}\s*(?:文/图|图/文|/文|文图|文并摄|文并图|文)                   # X 文/图
      | (?:文/图|图/文|文图|文并摄)[/:\s]*(?:{WRITER}[:\s]*)?{NAMES}                            # 文/图 本报记者 X
      | {PAPER}?{MANNER}(?:评论员|编辑部|报道组|采访组|特约评论员)                              # 本报评论员
      | [(]\s*(?:{WRITER}[:\s]*)?{NAMES}(?:[\s、]*{WRITER}[:\s]*{NAMES})*\s*[)]                 # (记者 X)
      | (?:来源|转自)[:\s]*《?{H}{{2,12}}》?(?:\s+作者[:\s]+{NAMES})?                             # 来源：X日报
    )
    """,
    re.VERBOSE,
)
# Signature at the end of a text: （张三 李四）, （记者 X）, （作者系…）
SIGNATURE = re.compile(rf"[(]\s*(?:(?:{WRITER}|作者)[:\s为系是]*)?{NAMES}(?:[\s、]*{WRITER}[:\s]*{NAMES})*\s*[)]")
SIGNATURE_TAIL = re.compile(rf"(?<=[。!?”…])\s*[(]\s*((?:(?:{WRITER}|作者)[:\s为系是]*)?{NAMES})\s*[)]$")
WRITTEN = re.compile(rf"{WRITER}|作者")
LEAD_WRITER = re.compile(rf"[(]\s*({WRITER}[:\s]*{NAMES}(?:[\s、]*{WRITER}[:\s]*{NAMES})*)\s*[)]")

DATELINE = re.compile(
    rf"""
    {MARK}?\s*(?:
        本[报台刊社网](?:{H}{{0,6}}\d{{1,2}}月\d{{1,2}}日)?[讯电](?!.{{0,2}}[员站])     # 本报讯, 本报北京3月1日电
      | (?:据?新华社|据?中新社|中新网|据?央视网|人民网|{PAPER}){H}{{0,8}}\d{{1,2}}月\d{{1,2}}日(?:专?电|消息|讯)
      | 据(?:新华社|中新社|中新网|央视|人民网|{H}{{2,6}}(?:{TITLES}))(?:电|消息|报道)
      | (?:新华社|中新社){H}{{2,4}}电(?=[\s(])
    )""",
    re.VERBOSE,
)

SHOT = r"(?:摄影报道|摄影|摄|供图|制图|绘图|绘)"
# Whose picture it is where no photographer is named: 新华社发, 资料图片, 图片由馆方提供.
LENT = (
    r"(?:(?:新华社|中新社|本报|人民图片)(?:发|记者)?(?:资料)?(?:图片|照片|片|图)?|(?:本报)?(?:资料|历史|网络|效果)(?:图片?|照片)"
    r"|(?:图|图片|照片)(?:由\S{2,15}提供|来源[:\s]*\S{2,15})|\S{2,15}供图|(?:视觉中国|新华社|东方IC)/\S{2,6})"
)
CREDIT = re.compile(
    rf"""
    [(]?\s*(?:
        (?:均[为由])?(?:{WRITER}[:\s]*)?{NAMES}[\s/]*(?:{SHOT}|图)              # 本报记者 X 摄, X/摄
      | (?:摄影|供图|制图|图片|图)[/:\s]+(?:{WRITER}[:\s]*)?{NAMES}(?:\s*{SHOT})?   # 摄影 X, 图/X
      | (?:新华社|中新社|本报)(?:发|资料图片|资料照片|记者)?\s*(?:[(]?{NAMES}\s*{SHOT}[)]?)?
      | {LENT}
    )\s*[)]?[。]?
    """,
    re.VERBOSE,
)
# The credit at the end of a caption: …服务。王五 摄 / …(李四 摄)
CREDIT_TAIL = re.compile(
    rf"(?<=[。!?”』」）)…,;\s])\s*([(]?\s*(?:(?:{WRITER}|新华社发|新华社记者)[:\s]*[(]?)?{NAMES}[\s/]*{SHOT}[)]{{0,2}}"
    rf"|[(]\s*{LENT}\s*[)])\s*[。]?$"
)
CAPTION = re.compile(
    r"(?:[▲△▼▽↑↓←→◀▶►①②③④⑤]|图[①②③④⑤⑥一二三四\d]?[为:是]|[上下左右]图|图片为|这是\S{0,12}(?:拍摄|航拍|无人机|资料)|资料图)"
)
SHOWN = re.compile(r"图[①②③④⑤⑥一二三四\d]?为|[上下左右]图|图片为")

VERSION = r"第?\s*(?:[A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版"
JUMP_WORDS = rf"(?:[紧]?[上下][接转]|转|接){VERSION}(?:[《“「]?{H}{{0,30}}[》”」]?(?:一文)?)?"
ARROW = rf"[{BULLET}→←↑↓>»«\s]"
JUMP = re.compile(rf"{ARROW}*[(【\[]?\s*{JUMP_WORDS}\s*[)】\]]?(?:{ARROW}|。)*")
JUMP_HEAD = re.compile(rf"{ARROW}*[(【\[]\s*[紧]?上[接]{VERSION}\s*[)】\]]\s*")
JUMP_TAIL = re.compile(rf"\s*[►▶→>\s]*[(【\[]\s*(?:下转|转){VERSION}\s*[)】\]]$")
FROM = re.compile(r"上接|接第")

DESKS = (
    "责任编辑|责编|本版编辑|值班编辑|编辑|版式设计|版式|美编|美术编辑|校对|责校|组版|排版|制图|审校|签发"
    "|主编|总编辑?|值班主任|值班总编"
)
LINES = (
    "新闻热线|热线电话|热线|电话|传真|邮编|邮政编码|广告热线|发行热线|投稿邮箱|邮箱|信箱|网址|微信号?|E-?mail|QQ"
    "|T[Ee][Ll]|F[Aa][Xx]"
)
NUMBERS = "国内统一(?:连续出版物|刊)号?|刊号|邮发代号|代号|国际标准刊号"
FURNITURE = re.compile(
    rf"""
    \d{{4}}(?:年\d{{1,2}}月\d{{1,2}}日|([.\-/])\d{{1,2}}\1\d{{1,2}}) | 星期[一二三四五六日天]
  | 农历\S{{2,9}} | {VERSION}
  | (?:{DESKS})[:\s]*{NAMES}
  | (?:{LINES})[:\s]*[\w@.\-()、/]+
  | [\w.\-]{{1,40}}@[\w.\-]{{1,40}} | (?:https?://|www\.)[\w./\-]{{1,80}}
  | (?:{NUMBERS})[:\s]*(?:CN|ISSN)?[\s\d\-]+ | (?:CN|ISSN)\s?\d[\d\-]+
  | (?:总)?第\s?\d+\s?[期号] | 今日\S{{1,4}}版 | [A-Z]\d{{1,2}}
  | (?:零售|定价|每份)[:\s]*\S{{1,6}}元 | (?:主管|主办|出版|承印|印刷|地址|社址)[:\s]+\S{{2,20}}
    """,
    re.VERBOSE,
)
BARE_PAGE_NUMBER = re.compile(r"[-—·\s]*[A-Z]?\d{1,3}[-—·\s]*")

COLUMN_WORDS = re.compile(
    rf"""
    {H}{{0,6}}(?:视点|聚焦|观察|短评|时评|快评|快讯|简讯|短讯|要闻|短波|专栏|连线|速览|速递|播报|一线|论坛|副刊|
    来论|广角|瞭望|扫描|资讯|简报|新闻集纳|图片新闻|摄影报道|光影|镜头|图说|专题|特刊|随笔|来信|言论|评论|动态|综合新闻|民生|声音)
    """,
    re.VERBOSE,
)
PICTURES = re.compile(
    rf"{MARK}?\s*[【\[]?(?:图片新闻|摄影报道|新闻图片|图片故事|光影\S{{0,4}}|镜头\S{{0,4}}|图说\S{{0,4}})[】\]]?"
)
# What stands beside an article in a box: background, comment, a note of the editors.
BOX_WORDS = (
    "(?:相关|新闻|背景|知识|资料|延伸|政策|法条|案例)?链接|(?:延伸|拓展|相关)阅读|相关(?:新闻|报道|背景)|(?:名词|词语|政策)解释|新闻背景"
    "|背景(?:资料|介绍)?|小(?:资料|贴士|知识|百科|档案|辞典|词典)|(?:新闻|温馨)?(?:提示|贴士)|编(?:者|辑)?(?:按|后|余|辑点评|辑手记)|编后(?:语|话)?"
    "|(?:短|快|微|时|点|简)评|(?:记者|专家|编辑|律师|网友|新闻)(?:点评|观察|手记|说法|观点|感言|分析|评论|链接|建议)|(?:采访|采编)手记|手记"
    "|专家(?:解读|建议|提醒|支招)|(?:人物|企业|村情|景区)(?:名片|简介|档案|小传)|新闻(?:纵深|延伸|附件|词典|辞典|多一点|加点料)|数(?:读|说|据链接)|知多[一点]*[点少]"
)
BOX = re.compile(rf"(?:{MARK}\s*)?[【\[〖〔「|｜]?\s*(?:{BOX_WORDS})\s*[】\]〗〕」|｜]?:?")
# The same, run in with its text: 编者按:… , 【链接】…
BOX_HEAD = re.compile(rf"(?:{MARK}\s*)?(?:[【\[](?:{BOX_WORDS})[】\]]:?|(?:{BOX_WORDS}):)(?=.)")
LABEL = re.compile(
    rf"{MARK}\s*[^。!?;,]{{1,18}}\??"  # ■视点
    r"|[【\[〖〗〔「][^】\]〗〕」]{1,18}[】\]〗〕」]"  # 【视点】
    r"|[|｜—]{1,2}[^。,]{1,12}[|｜—]{1,2}"  # ｜视点｜
)
NUMBERED = re.compile(
    r"(?:[(（]?[一二三四五六七八九十]{1,2}[)）]?[、.\s]|第[一二三四五六七八九十][、,章节部]|\d{1,2}[、.](?!\d)|0\d\s*(?=[^\d\s])|[(（](?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）])"
)
BRIEF = re.compile(rf"(?:{MARK}|[①-⑳]|[【]{H}[^】]{{1,30}}[】])\s*")
# How a lead begins: a day, 近日, 记者从…获悉; it opens a story rather than goes on with one.
LEAD = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|近日|日前|昨日|昨天|今日|今天|[上下]午|连日来|近[年期]来?|记者(?:从|昨|今|日前|近日)|今年以来|眼下|时下|当前|据悉|当地时间|截至"
)


def fold_marks(text: str) -> str:
    """Fold width, traditional characters and punctuation, one to one.

    >>> fold_marks("（記者　王五）")
    '(记者 王五)'
    """
    return fold(text).translate(PUNCTUATION)


# Words that hold a clause together; headlines leave them out (的 and 在 too, mostly).
CLAUSE = re.compile(r"[把将被](?!军|来|要)|了|是(?!我)|着(?!力|眼)|(?:说|表示|指出|强调|认为|介绍)[,:]")
# 把 inside a line: its verb is still to come, and headlines put the object behind the verb.
OBJECT = re.compile(r"(?<=[^一二两大火第])把(?![握关脉手控守])[^,。]{2,16}$")
# How the rest of a broken sentence may begin.
ONWARD = re.compile(r"[的地得和与及并等而了着过之](?!确|方|平|谐)|以及|作为|成为|从而|[,、;:]")

# Headlines part their clauses with a space or a dash where prose has a comma.
SPACED = re.compile(rf"{H}[”》」』]? +[“《「『]?{H}|——|^[^,。]{{2,12}}(?<![说道称出示调问写])[:]")
