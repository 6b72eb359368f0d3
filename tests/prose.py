"""Invented local news for composed pages: whole stories whose names, numbers and order of facts are drawn by a seed.

No place, person or body in it exists; the turns of phrase are those of any
Chinese local paper.
"""

import random
from typing import NamedTuple


class Story(NamedTuple):
    """An article before it is set: paragraphs end like sentences."""

    headline: str
    subtitle: str
    paragraphs: list[str]
    subheads: list[str]


class Photo(NamedTuple):
    """A picture's text before it is set."""

    headline: str
    text: str
    photographer: str


PLACES = [
    "清溪县",
    "白石镇",
    "柳林乡",
    "河湾村",
    "东坪区",
    "杏花街道",
    "双桥市",
    "石桥镇",
    "青禾县",
    "榆树湾村",
    "南塘区",
    "云岭镇",
]
SURNAMES = [
    "王",
    "李",
    "张",
    "刘",
    "陈",
    "杨",
    "赵",
    "黄",
    "周",
    "吴",
    "徐",
    "孙",
    "马",
    "朱",
    "胡",
    "郭",
    "何",
    "林",
    "高",
    "罗",
    "郑",
    "梁",
    "谢",
    "宋",
    "唐",
    "许",
    "韩",
    "冯",
    "邓",
    "曹",
]
GIVEN = [
    "伟",
    "芳",
    "秀英",
    "敏",
    "静",
    "丽",
    "强",
    "磊",
    "军",
    "洋",
    "艳",
    "勇",
    "杰",
    "娟",
    "涛",
    "明",
    "超",
    "秀兰",
    "霞",
    "平",
    "刚",
    "桂英",
    "文博",
    "雨桐",
    "子轩",
    "思远",
    "海燕",
    "建国",
]

# headline | subtitle | subheads ; | subject | paragraphs, a line each
STORIES = """
{place}夜读班开课|三百名读者报名|夜里有灯;书里有路|图书馆夜读班
{day}晚，{place}图书馆的夜读班开课，{n}名读者走进阅览室，跟着老师读第一本书。
图书馆把闭馆时间推迟到晚上九点半，借书处、自习室和儿童阅览区一并开放，饮水机旁添了老花镜和充电插座。
“白天要上班，晚上能有个安静地方看书，心里踏实。”读者{name}说，他已经借走了三本小说和一本菜谱。
夜读班每期六周，每周二、周四上课，由退休教师和大学生轮流领读，读完一本书就办一次分享会。
馆长{name}介绍，今年馆里新购图书{m}册，其中一半是读者自己点的书目，借阅量比去年同期增长{p}%。
===
{place}给老旧小区装电梯|一户一策算清电费|先议后装;谁来管|老楼加装电梯
老楼加装电梯，难在邻里商量。{place}的办法是把图纸贴在楼道里，让各层住户先提意见。
{day}，首批{n}部电梯交付使用，住在六楼的{name}按下按钮，四十秒后就到了一楼的花坛边。
住建部门请设计院上门量尺寸，避开采光面和燃气管道，管线迁移的费用由财政补贴一部分，其余由住户按楼层分担。
电梯装好以后，维修保养交给物业公司，年检记录张贴在轿厢里，扫一扫二维码便能看到。
据了解，还有{m}个单元提出了申请，评审通过后将在年底前陆续开工。
===
{place}防汛演练检验新预案|无人机首次参加|水位报警;分头转移|防汛演练
警报声响起，{place}的堤坝上人影奔走。{day}上午，一场不打招呼的防汛演练在这里展开。
演练设定上游水库泄洪，河道水位两小时内上涨一米八，低洼处的{n}户居民需要转移到学校操场。
无人机沿着河道飞行，把管涌点的画面传回指挥车，抢险队员扛着沙袋和土工布冲上堤顶。
“过去靠人跑，现在画面先到。”水利站站长{name}说，从发现险情到封堵完成用时{m}分钟。
演练结束后，各村按照清单检查了排涝泵站、手摇报警器和救生衣，缺少的物资当天补齐。
===
果农网上卖梨忙|{place}今年订单翻番|分拣有机器;快递进村|合作社酥梨
{place}的梨园里，套袋的酥梨压弯了枝头。果农{name}一边摘梨，一边盯着手机上的订单。
合作社新买的分拣线按糖度和个头把梨分成五级，烂果、疤果被机械手拨到一旁，做成梨膏。
从{day}开园以来，合作社每天发货{n}箱，最远的一单寄到了三千公里外的海岛。
快递公司在村口设了揽收点，冷藏车晚上八点准时出发，第二天中午梨子就能摆上城里人的餐桌。
技术员{name}提醒，采摘期要避开露水，装箱前预冷两个小时，损耗率可以控制在{p}%以内。
===
{place}中学生造出浇花机器人|灵感来自奶奶的阳台|零件来自旧玩具;再试一次|浇花机器人
一块旧电路板、两节电池、半截塑料软管，{place}中学的学生用这些材料造出了会浇花的机器人。
机器人靠湿度传感器判断土壤干湿，低于设定值就打开水泵，浇够三十毫升自动停止。
组长{name}说，奶奶住院那几天，阳台上的茉莉枯了一半，他便想做一个能替奶奶照看花草的小帮手。
第一台样机漏水，第二台认错了花盆，到第{n}次试验时，它终于在走廊里稳稳地走完了全程。
{day}，这件作品在青少年科技比赛中得了银奖，评委写下的评语是简单、便宜、有用。
===
{place}医院开设睡眠门诊|首日接诊{n}人|睡不着不是小事;少吃药|睡眠门诊
每天夜里两点醒来，睁着眼睛等天亮，{name}的失眠已经持续了四年。{day}，他挂上了{place}医院睡眠门诊的第一个号。
门诊由神经内科、心理科和中医科的医生联合坐诊，先填量表，再戴手环监测，最后开出作息处方。
科主任{name}表示，许多人把失眠当作意志问题，一味加大药量，反而打乱了生物钟。
医院还把讲座搬到社区活动室，教老人泡脚、腹式呼吸和午睡不超过半小时的办法。
目前门诊每周开放三天，患者可以在手机上预约，复诊时间间隔为{m}天。
===
旧厂房变身皮影馆|{place}老艺人收徒|牛皮刻出人物;孩子来学|皮影馆
刮皮、描样、镂刻、上色、缝缀，{name}做一个皮影要走二十四道工序，手上的刻刀磨短了三寸。
{place}把停产多年的纺织厂车间改成皮影馆，保留了锯齿形屋顶，幕布就挂在原来的行车下面。
{day}起，馆里每周末演出两场，剧目有古代传说，也有徒弟们新编的环保故事，票价十元。
徒弟{name}原来学动画设计，她给老皮影配上了投影背景，让小兔子从幕布上跳到孩子们手边。
开馆以来已经接待观众{n}人次，其中{m}名孩子报名参加了暑期刻皮影的课程。
===
{place}公交线路优化调整|通勤时间缩短一刻钟|线路怎么改;听谁的|公交线路优化
坐过站、绕远路、等车久，是{place}乘客对公交最大的抱怨。{day}起，{n}条线路重新编排。
调整方案来自刷卡数据：技术人员把三个月的上下车记录叠在地图上，找出了七个拥堵的换乘点。
司机{name}跑了十二年车，他建议把学校门口的站台后移五十米，早高峰因此少堵了两个红绿灯。
新开的快线只停大站，从火车站到产业园二十六分钟，比原来缩短一刻钟，首班车提前到五点四十。
公交公司公布了投诉电话和意见邮箱，运行满一个月后将根据客流再作微调。
===
湿地来了青头潜鸭|{place}志愿者守候{n}天|镜头里的红眼圈;芦苇要轮割|湿地青头潜鸭
水面上漂着一只深褐色的野鸭，眼睛周围白得发亮。{day}清晨，{place}湿地的巡护员{name}按下了快门。
鸟类专家辨认后确定，这是极度濒危的青头潜鸭，全世界野生数量不足一千五百只。
志愿者在芦苇丛边搭起伪装棚，轮流守候，记录下它们潜水、理羽和起飞的时间。
保护站决定今冬芦苇分片轮割，给越冬水鸟留下觅食和躲避的地方，同时禁止游船进入核心区。
近三年来，湿地记录到的鸟类由{m}种增加到一百六十多种，水质稳定在三类。
===
{place}推出一张卡办企业开户|最快两小时拿证|少跑一趟;多问一句|企业开户一件事
开一家面馆要盖几个章？{name}在{place}政务大厅只填了一张表，午饭前便领到了营业执照。
大厅把登记、刻章、税务、社保和银行开户并到一个窗口，材料由工作人员在后台流转。
{day}以来，共有{n}家企业在这里办结手续，平均用时两小时十分，比改革前压缩了{p}%。
窗口还设了帮办席，碰到经营范围拿不准、地址证明不齐全的情形，帮办员先问清楚再指路。
负责人{name}说，下一步要把注销业务也搬进来，让企业进得来，也退得顺。
===
山村小学有了自己的足球队|{place}操场上的欢呼|从十一双鞋开始;赢不是全部|小学足球队
{place}小学只有{n}名学生，却有一支每天六点半出操的足球队，守门员今年九岁。
体育老师{name}刚来时，操场是一块长满车前草的坡地，孩子们穿着布鞋追一只瘪了的皮球。
村里的木匠用杉木做了球门，在外打工的家长寄来十一双球鞋，镇上的司机把旧渔网改成了球网。
{day}，球队第一次到城里参加比赛，零比三输给了种子队，回程的车上却唱了一路的歌。
校长说，踢球让孩子们学会了互相提醒和认输，出勤率提高到{p}%，迟到的几乎没有了。
===
{place}清理河道里的沉船|打捞队分三班作业|船底的淤泥;谁的船|河道沉船打捞
泡在水里十几年的铁皮船，被吊臂一点点拉出水面，船舱里爬出几只螃蟹。{day}，{place}的沉船打捞进入第三天。
河道管理处事先用声呐扫描，在七公里的河段里标出{n}处沉船，其中四处压在航道边线上。
潜水员{name}每次下水四十分钟，摸着绑好钢缆，再由浮吊起吊，淤泥用围油栏拦住，防止污染。
无主船只登报公告三十天，无人认领的送去拆解，废钢收入上缴财政，用来修补护岸。
航运公司的船长们说，主航道加宽了{m}米，夜航时再也不用提着心绕过那段弯道。
"""

# News names its subject again and again; so do these.
TAILS = """
{subject}的事，许多人还是头一回听说。
围绕{subject}，负责人又补充了几点。
{subject}办得怎么样，记者问了周围的人。
有人特意赶来看{subject}。
{subject}带来的变化看得见。
关于{subject}的建议，已经收进一个本子。
提起{subject}，老人们笑了。
{subject}不是一阵风。
算一算账，{subject}并不亏。
起初谁也没把{subject}当回事。
照片墙上贴满了{subject}的瞬间。
往后，{subject}要年年搞下去。
隔壁几个村也来学{subject}。
一份清单写明了{subject}的来龙去脉。
雨再大也没有耽误{subject}。
孩子们在作文里写到{subject}。
"""

PHOTOS = """
巧手剪窗花|{day}，{place}的妇女们在文化站剪窗花。大家把收成和心愿剪进红纸，送给村里的老人。
校园里的菜园|{day}，{place}小学的学生在菜园里采摘辣椒。图为孩子们展示自己的收成。
桥梁合龙|{day}，工人在{place}大桥施工现场焊接钢梁。图为大桥合龙段吊装现场。
百人太极|{day}清晨，{place}的太极拳爱好者在广场晨练。活动吸引了{n}名市民参加。
稻田里的画|这是{day}航拍的{place}彩色稻田。农技人员用四种颜色的秧苗种出了一幅丰收图。
雨中护学|{day}，{place}交警在雨中护送学生过马路。当天的短时强降雨没有影响上学。
"""


def draw_stories(seed: int, count: int) -> list[Story]:
    """Draw stories without repeating a subject."""
    draw = random.Random(seed)
    return [_fill(story, draw) for story in draw.sample(STORIES.strip().split("\n===\n"), count)]


def draw_photos(seed: int, count: int) -> list[Photo]:
    """Draw photo captions without repeating a subject."""
    draw = random.Random(seed + 1)
    chosen = draw.sample(PHOTOS.strip().split("\n"), count)
    return [Photo(*_slots(line, draw).split("|"), draw_name(draw)) for line in chosen]


def draw_name(draw: random.Random) -> str:
    """Draw a person's name."""
    return draw.choice(SURNAMES) + draw.choice(GIVEN)


def _fill(story: str, draw: random.Random) -> Story:
    head, *paragraphs = _slots(story, draw).strip().split("\n")
    headline, subtitle, subheads, subject = head.split("|")
    phrases = TAILS.split()
    first = len(subject) * len(headline)  # stories of a page seldom share their phrases
    tails = [phrases[(first + n) % len(phrases)] for n in range(len(paragraphs) - 1)]
    told = [text + tail.replace("{subject}", subject) for text, tail in zip(paragraphs, ["", *tails], strict=True)]
    return Story(headline, subtitle, told, subheads.split(";"))


def _slots(text: str, draw: random.Random) -> str:
    """Fill the slots; a story keeps its place and day, people and numbers change."""
    text = text.replace("{place}", draw.choice(PLACES))
    text = text.replace("{day}", f"{draw.randint(3, 10)}月{draw.randint(1, 28)}日")
    for slot, make in (
        ("{name}", lambda: draw_name(draw)),
        ("{n}", lambda: str(draw.randint(12, 980))),
        ("{m}", lambda: str(draw.randint(20, 90))),
        ("{p}", lambda: str(draw.randint(3, 60))),
    ):
        while slot in text:
            text = text.replace(slot, make(), 1)
    return text
