package io.copyflow.desk.aid;

import org.jspecify.annotations.Nullable;

/**
 * What the desk is given beside the log. Each may be missing; its screens then work without, and say so.
 *
 * @param workbench what helps a translator; null without it
 * @param prover proves published texts from the log; null without it
 * @param pictures the bytes of pictures and videos; null without them
 */
public record Aids(
        @Nullable Workbench workbench,
        @Nullable Prover prover,
        @Nullable Pictures pictures) {

    public Aids {
        prover = prover == null ? null : prover.oneAtATime();
    }

    /** Nothing beside the log. */
    public static final Aids NONE = new Aids(null, null, null);
}
