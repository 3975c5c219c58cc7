package io.copyflow.translate.exchange;

import io.copyflow.contract.Refusal;
import java.util.Map;

/** How the reading of a TMX file ended. */
public sealed interface TmxReading {

    /** How many entries were taken. */
    long taken();

    /** How many were skipped, by the code of why. */
    Map<String, Long> skipped();

    /** It was read to its end. */
    record Finished(long taken, Map<String, Long> skipped) implements TmxReading {
        public Finished {
            skipped = Map.copyOf(skipped);
        }
    }

    /** It could be read no further. The entries before were handed over. */
    record Refused(Refusal refusal, long taken, Map<String, Long> skipped) implements TmxReading {
        public Refused {
            skipped = Map.copyOf(skipped);
        }
    }
}
