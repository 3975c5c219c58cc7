package io.copyflow.desk.index;

import com.ibm.icu.text.Normalizer2;
import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Makes forms of the same letter one: upper and lower case, wide and narrow. Unicode's NFKC_Casefold. */
final class Folding extends TokenFilter {

    private static final Normalizer2 FORM = Normalizer2.getNFKCCasefoldInstance();

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

    Folding(TokenStream in) {
        super(in);
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!input.incrementToken()) {
            return false;
        }
        if (!FORM.isNormalized(term)) {
            String folded = FORM.normalize(term);
            term.setEmpty().append(folded);
        }
        return true;
    }
}
