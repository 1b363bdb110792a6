"""Texts of all kinds that a reader or a newspaper may write."""

import pytest

TEXTS = [
    pytest.param("ارتفعت أسعار النفط في الأسواق العالمية بعد قرار خفض الإنتاج.", id="news"),
    pytest.param("نفط", id="a word"),
    pytest.param("Oil prices rose after the producers agreed to cut output.", id="English"),
    pytest.param("أعلنت شركة Apple عن أرباح بلغت 12.5 مليار دولار في Q3", id="mixed"),
    pytest.param("٢٠١٥ و2015 و1,234,567.89 و١٢٫٥٪", id="digits"),
    pytest.param("ارْتَفَعَتْ أَسْعَارُ النِّفْطِ", id="diacritics"),
    pytest.param("النفـــــط الســـعودي", id="tatweel"),
    pytest.param("ﺍﻟﻨﻔﻂ ﻻ ﺷﻲﺀ ﷲ ﷺ", id="presentation forms"),
    pytest.param("النفط 📈🛢️ صعد 👨‍👩‍👧 🇸🇦", id="emoji"),
    pytest.param("", id="empty"),
    pytest.param(" \t\n \u3000\u00a0 ", id="blanks"),
    pytest.param("  النفط \n\n والغاز  ", id="blanks around"),
    pytest.param("قال\u200fإن\u200cالنفط\u00adغالٍ\ufeff", id="invisible"),
    pytest.param("\x01\x1f\x7f نفط", id="controls"),
    pytest.param("هههههههههههههههههههه", id="a letter again and again"),
    pytest.param("-----=====_____.....!!!!!", id="rules"),
    pytest.param("▁النفط▁▁الغاز▁", id="the mark of a word"),
    pytest.param("<s> </s> <unk> <mask> <pad>", id="what stands for no text"),
    pytest.param("石油价格上涨，石油輸出國組織 原油價格 유가", id="Chinese and Korean"),
    pytest.param("𐎠𐏃𐎢𐎼 𒀭𒂗 𓀀𓂀", id="unknown letters"),
    pytest.param("Ünïcödé ﬁnance ½ ² ™ ㎏ ①", id="compatible letters"),
    pytest.param("http://example.com/a/b?c=d&e=1#f user@example.com", id="an address"),
    pytest.param(
        "قال محافظ البنك المركزي إن معدل التضخم السنوي سيتراجع إلى 3.2% بنهاية العام المقبل،"
        " مضيفا أن أسعار الفائدة ستبقى عند مستواها الحالي حتى الربع الثاني. وأوضح أن احتياطي"
        " النقد الأجنبي بلغ 45 مليار دولار، وأن العجز في الميزان التجاري تقلص بفعل زيادة"
        " الصادرات غير النفطية وتراجع فاتورة الواردات من القمح والوقود.",
        id="a paragraph",
    ),
]
