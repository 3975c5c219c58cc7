package io.copyflow.media;

import java.io.IOException;

/** A file is not built as its first bytes say. */
final class Damaged extends IOException {

    private static final long serialVersionUID = 1L;

    Damaged(String what) {
        super(what);
    }
}
