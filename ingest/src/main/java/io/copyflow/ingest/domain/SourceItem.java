package io.copyflow.ingest.domain;

import org.jspecify.annotations.Nullable;

/**
 * The item of a wire or another system that a story was made from.
 *
 * @param uri the identity the provider gave it
 * @param version the version the provider gave it, if any
 * @param status what the provider says of this version
 */
public record SourceItem(String uri, @Nullable String version, ItemStatus status) {

    public static SourceItem usable(String uri, @Nullable String version) {
        return new SourceItem(uri, version, ItemStatus.USABLE);
    }

    /** Whether this is another version of the same item, and a higher one. One without a version is the lowest. */
    boolean isNewerThan(SourceItem known) {
        return version != null && (known.version == null || ItemVersion.ORDER.compare(version, known.version) > 0);
    }

    /** This item as it stands after what was known of it. */
    SourceItem after(SourceItem known) {
        return status == ItemStatus.USABLE && known.status == ItemStatus.WITHHELD
                ? new SourceItem(uri, version, ItemStatus.RESTORED)
                : this;
    }
}
