package io.copyflow.ingest.domain;

import io.copyflow.contract.MarkRules;
import io.copyflow.contract.TextRules;

/**
 * How much a story may hold.
 *
 * @param bytes of UTF-8 in all texts and link targets together
 * @param blocks of the text, headline and the like included
 * @param marks in all blocks together
 */
public record Limits(int bytes, int blocks, int marks) {

    public static final Limits DEFAULT = new Limits(TextRules.MOST_BYTES, 2_000, MarkRules.MOST);
}
