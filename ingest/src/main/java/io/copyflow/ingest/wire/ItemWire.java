package io.copyflow.ingest.wire;

import io.copyflow.ingest.domain.Embargo;
import io.copyflow.ingest.domain.ItemStatus;
import io.copyflow.ingest.domain.SourceItem;
import org.jspecify.annotations.Nullable;

/** Source items and embargoes between Avro and the domain. */
final class ItemWire {

    private ItemWire() {}

    static @Nullable Embargo read(io.copyflow.schemas.story.@Nullable Embargo embargo) {
        return embargo == null ? null : new Embargo(embargo.getUntil(), embargo.getNote());
    }

    static io.copyflow.schemas.story.@Nullable Embargo write(@Nullable Embargo embargo) {
        return embargo == null ? null : new io.copyflow.schemas.story.Embargo(embargo.until(), embargo.note());
    }

    static @Nullable SourceItem read(io.copyflow.schemas.story.@Nullable SourceItem item) {
        return item == null ? null : new SourceItem(item.getUri(), item.getVersion(), status(item.getStatus()));
    }

    static io.copyflow.schemas.story.@Nullable SourceItem write(@Nullable SourceItem item) {
        return item == null
                ? null
                : new io.copyflow.schemas.story.SourceItem(item.uri(), item.version(), written(item.status()));
    }

    private static ItemStatus status(io.copyflow.schemas.story.@Nullable ItemStatus status) {
        return switch (status) {
            case null -> ItemStatus.USABLE;
            case UNKNOWN -> throw new UnknownValueException("sourceItem.status", ItemStatus.values());
            case USABLE -> ItemStatus.USABLE;
            case WITHHELD -> ItemStatus.WITHHELD;
            case CANCELED -> ItemStatus.CANCELED;
            case RESTORED -> ItemStatus.RESTORED;
        };
    }

    /** Null for the usual, so that what was sent before there were others is repeated by the same. */
    private static io.copyflow.schemas.story.@Nullable ItemStatus written(ItemStatus status) {
        return switch (status) {
            case USABLE -> null;
            case WITHHELD -> io.copyflow.schemas.story.ItemStatus.WITHHELD;
            case CANCELED -> io.copyflow.schemas.story.ItemStatus.CANCELED;
            case RESTORED -> io.copyflow.schemas.story.ItemStatus.RESTORED;
        };
    }
}
