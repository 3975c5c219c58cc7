package io.copyflow.runtime;

import io.copyflow.directory.Directory;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What a stage's wire may look up. */
public interface StageData {

    /** The directory as it stands now. */
    Directory directory();

    /** What lies on a shelf, with what the record at hand put there; null when nothing does. */
    <V extends SpecificRecord> @Nullable V onShelf(Shelf<V> shelf, String key);
}
