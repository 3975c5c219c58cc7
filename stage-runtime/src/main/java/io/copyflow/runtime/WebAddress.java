package io.copyflow.runtime;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** A whole address on the web, as people type one. */
public final class WebAddress {

    private WebAddress() {}

    /** It, of http or https with a host and a port there may be; null where the text is none. */
    public static @Nullable URI of(String text) {
        try {
            URI address = new URI(text);
            boolean isOfWeb =
                    "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            return isOfWeb && address.getHost() != null && address.getPort() <= Setting.MOST_OF_PORTS ? address : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
