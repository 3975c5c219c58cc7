package io.copyflow.ingest.gateway;

import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Addresses in an item: whole ones as they stand, others on the address of the item. */
final class Links {

    private static final Pattern WHOLE = Pattern.compile("(?s)^[a-zA-Z][a-zA-Z0-9+.-]*:.*");
    private static final Pattern OF_THE_WEB = Pattern.compile("(?i)^https?://.+");

    private Links() {}

    /**
     * @param base the item's address; empty for none
     * @return the address, or what was stated where there is no base to put it on
     */
    static String on(String base, String stated) {
        String address = stated.strip();
        if (address.isEmpty() || base.isEmpty() || WHOLE.matcher(address).matches()) {
            return address;
        }
        Element link = new Element("a").attr("href", address);
        link.setBaseUri(base);
        String whole = link.absUrl("href");
        return whole.isEmpty() ? address : whole;
    }

    /** The first that is an address of the web; empty for none. */
    static String base(@Nullable String... addresses) {
        for (String address : addresses) {
            if (address != null && OF_THE_WEB.matcher(address.strip()).matches()) {
                return address.strip();
            }
        }
        return "";
    }
}
