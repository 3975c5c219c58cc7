package io.copyflow.desk.index;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.Locale;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.util.SegmentingTokenizerBase;

/**
 * Words as Unicode has them, with ICU's dictionaries for scripts that put no space between them, such as Thai. Lucene's
 * own tokenizer of this kind comes with rules compiled for an older ICU, which the one used here does not read.
 */
final class UnicodeWords extends SegmentingTokenizerBase {

    private final BreakIterator words = BreakIterator.getWordInstance(ULocale.ROOT);
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute place = addAttribute(OffsetAttribute.class);
    private int sentence;

    UnicodeWords() {
        super(java.text.BreakIterator.getSentenceInstance(Locale.ROOT));
    }

    @Override
    protected void setNextSentence(int start, int end) {
        sentence = start;
        words.setText(new String(buffer, start, end - start));
    }

    @Override
    protected boolean incrementWord() {
        int start = words.current();
        for (int end = words.next(); end != BreakIterator.DONE; start = end, end = words.next()) {
            if (words.getRuleStatus() >= BreakIterator.WORD_NONE_LIMIT) {
                clearAttributes();
                term.copyBuffer(buffer, sentence + start, end - start);
                place.setOffset(correctOffset(offset + sentence + start), correctOffset(offset + sentence + end));
                return true;
            }
        }
        return false;
    }
}
