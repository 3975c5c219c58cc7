package io.copyflow.ingest.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture or video that an item speaks of. Its bytes are still where the item says.
 *
 * @param at how many blocks of the text stand before it
 * @param addresses of the same picture in several sizes, the best first; they are asked in this order
 * @param path where the item speaks of it, for sentences
 */
public record WantedPicture(
        int at,
        List<String> addresses,
        @Nullable String alternativeText,
        @Nullable String caption,
        @Nullable String credit,
        String path) {

    public WantedPicture {
        addresses = List.copyOf(addresses);
    }

    /** The same behind so many blocks. */
    WantedPicture at(int blocks) {
        return new WantedPicture(blocks, addresses, alternativeText, caption, credit, path);
    }

    /** The address without its query: what signs an address for an hour stands there, and says nothing of the picture. */
    String place() {
        return addresses.isEmpty() ? "" : place(addresses.getFirst());
    }

    static String place(String address) {
        int query = address.indexOf('?');
        return query < 0 ? address : address.substring(0, query);
    }
}
