package io.copyflow.translate.checks;

import java.util.List;

/**
 * A wording to look for in many texts.
 *
 * @param folded the whole of it, without spaces
 * @param parts its words, folded
 */
record Wording(String folded, List<String> parts) {

    static Wording of(String written) {
        String folded = Folding.fold(written);
        return new Wording(folded.replace(" ", ""), Words.parts(folded));
    }
}
