package io.copyflow.translate.exchange;

import io.copyflow.contract.Mark;
import io.copyflow.contract.Passage;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts as a newsroom has them, and as nobody should. */
final class RandomPassages {

    private static final List<String> PIECES = List.of(
            "The ferry is back",
            "Паром вернулся",
            "Паромның қайта оралуы",
            "عادت العبّارة إلى البحيرة ",
            "המעבורת חזרה",
            "渡轮，回来了！",
            "ﻻ ﷺ",
            "👩‍👩‍👧‍👦",
            "🇰🇿",
            "e\u0323\u0302\u0301",
            "q\u0307\u0323",
            "각",
            "\u1112\u1161\u11AB",
            "<![CDATA[not one]]>",
            "]]>",
            "<b>no tag</b>",
            "&amp; &lt; &#x41; &nbsp;",
            "\"'",
            "%s {0} ${x}",
            "\u200F\u200E\u200D",
            "\u00A0\u202F",
            "  two  spaces  ",
            "\uE101\uE103x\uE106",
            "\uF8FF",
            "\uFFFD",
            "\uD801\uDC37",
            " ",
            "—–…„“");

    private static final List<String> TARGETS =
            List.of("https://example.org/", "https://example.org/?a=1&b=\"2\"<3>", "https://example.org/à%20b#c'd");

    private final Random random;

    RandomPassages(Random random) {
        this.random = random;
    }

    Passage next(String id) {
        StringBuilder text = new StringBuilder();
        int pieces = 1 + random.nextInt(6);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        String nfc = Normalizer.normalize(text, Normalizer.Form.NFC);
        return new Passage(id, nfc, marks(nfc.codePointCount(0, nfc.length())));
    }

    /** In reading order, nested, side by side, crossing and alike. */
    private List<Mark> marks(int length) {
        List<Mark> marks = new ArrayList<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            int start = random.nextInt(length);
            int end = start + 1 + random.nextInt(length - start);
            marks.add(
                    switch (random.nextInt(3)) {
                        case 0 -> new Mark(Mark.Kind.STRONG, start, end, null);
                        case 1 -> new Mark(Mark.Kind.EMPHASIS, start, end, null);
                        default -> new Mark(Mark.Kind.LINK, start, end, TARGETS.get(random.nextInt(TARGETS.size())));
                    });
        }
        return MarkedText.inReadingOrder(marks);
    }
}
