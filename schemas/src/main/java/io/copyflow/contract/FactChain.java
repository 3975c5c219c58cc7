package io.copyflow.contract;

/**
 * The hash chain of an aggregate's facts: whoever changes, drops, adds or moves one of them breaks all that come after.
 *
 * <p>The start is SHA-256 over the texts {@code copyflow-chain-1}, the stage and the aggregate's id. Each fact's link is
 * SHA-256 over the 32 bytes of the link before it, or of the start, and the Avro bytes of the fact's record: its value
 * without the five bytes of framing, since a registry may give a schema another id. A record carries its link in the
 * header {@code ce_chain}. Source: docs/reference/fact-chain.md.
 */
public final class FactChain {

    private static final int FRAMING = 5;

    private FactChain() {}

    /**
     * What the first fact's link is made from, 32 bytes.
     *
     * @param stage the stage that writes the facts
     * @param aggregate the aggregate's id: a story, or story and language with a slash between
     */
    public static byte[] start(String stage, String aggregate) {
        return new Digest().text("copyflow-chain-1").text(stage).text(aggregate).whole();
    }

    /**
     * The link of a fact, 32 bytes.
     *
     * @param before the link of the fact before it, or the start
     * @param value the record's value with its framing
     * @throws IllegalArgumentException when the value is shorter than its framing
     */
    public static byte[] link(byte[] before, byte[] value) {
        if (value.length < FRAMING) {
            throw new IllegalArgumentException(
                    "Expected a value with " + FRAMING + " bytes of framing, but it has " + value.length + " bytes.");
        }
        return new Digest().bytes(before, 0).bytes(value, FRAMING).whole();
    }
}
