package io.copyflow.desk.model;

import java.util.Locale;

/** A stretch of a version's way, whose length is looked at. */
public enum Step {
    /** From the queue, or from being opened again, to being handed in. */
    TRANSLATION,
    /** From being handed in to an editor's word. */
    REVIEW,
    /** From approval to the last signature. */
    SIGNING,
    /** From the last signature to the release. */
    RELEASE,
    /** From the story being handed in to this language's first release. */
    WHOLE;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
