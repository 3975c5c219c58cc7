package io.copyflow.translate.desk;

import io.copyflow.translate.domain.DraftSegment;
import java.util.List;

/** What a person asks to be done with a task. */
public sealed interface Deed {

    /** To hold it, or to hold it longer. */
    record Claim() implements Deed {}

    /** To give it back. */
    record Release() implements Deed {}

    /** To have somebody hold it, whoever does now. */
    record Reassign(String translator) implements Deed {}

    /** To put unfinished work aside. */
    record SaveDraft(int sourceRevision, List<DraftSegment> segments) implements Deed {
        public SaveDraft {
            segments = List.copyOf(segments);
        }
    }

    /** To let translations stand although their source changed. */
    record Acknowledge(int sourceRevision, List<String> segments) implements Deed {
        public Acknowledge {
            segments = List.copyOf(segments);
        }
    }

    /** To hand it in. */
    record Submit(int sourceRevision, List<DraftSegment> segments) implements Deed {
        public Submit {
            segments = List.copyOf(segments);
        }
    }
}
