package io.copyflow.translate.exchange;

import io.copyflow.contract.Refusal;

/** Ends the reading of a file from wherever in it. Stays in this package: callers get the refusal as a result. */
final class UnreadableFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    UnreadableFileException(Refusal refusal) {
        super(refusal.sentence(), null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
