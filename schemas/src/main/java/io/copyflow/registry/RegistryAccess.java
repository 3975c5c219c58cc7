package io.copyflow.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a schema registry is and how patiently it is asked.
 *
 * @param urls its addresses, without user and password, tried in turn; at least one
 * @param userInfo {@code user:password} for HTTP basic authentication; null without
 * @param timeout how long one answer may take
 * @param rounds how often all addresses are tried before giving up
 * @param firstPause how long to wait before the second round; doubled before each further one
 */
public record RegistryAccess(
        List<URI> urls, @Nullable String userInfo, Duration timeout, int rounds, Duration firstPause) {

    // together well below the 10 seconds a Streams transaction may last
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int ROUNDS = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    public RegistryAccess {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected at least one address in schema.registry.url, but there is none.");
        }
    }

    /**
     * Reads the setting {@code schema.registry.url}: one address, or several with commas between, such as
     * {@code https://user:password@registry:8081}. A path is kept, such as {@code /apis/ccompat/v7}.
     *
     * @param userInfo the setting {@code basic.auth.user.info}, {@code user:password}; null or empty to take them from
     *     the address, where it has them
     * @throws IllegalArgumentException with a sentence when an address cannot be one
     */
    public static RegistryAccess parse(String url, @Nullable String userInfo) {
        List<URI> given = Arrays.stream(url.split(","))
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .map(RegistryAccess::address)
                .toList();
        String credentials = userInfo == null || userInfo.isEmpty() ? inAddress(given) : userInfo;
        return new RegistryAccess(
                given.stream().map(RegistryAccess::withoutUserInfo).toList(),
                credentials,
                TIMEOUT,
                ROUNDS,
                FIRST_PAUSE);
    }

    /** The header for basic authentication; null without. */
    @Nullable
    String authorization() {
        return userInfo == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return String.join(", ", urls.stream().map(URI::toString).toList());
    }

    private static URI address(String address) {
        try {
            URI uri = new URI(address);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // told below without the address, which may hold a password
        }
        throw new IllegalArgumentException("Expected schema.registry.url to be an address like http://localhost:8081,"
                + " but it is not one. Check that it begins with http:// or https:// and that special characters in"
                + " the password are percent-encoded.");
    }

    private static @Nullable String inAddress(List<URI> addresses) {
        return addresses.stream()
                .map(URI::getRawUserInfo)
                .filter(info -> info != null && !info.isEmpty())
                .findFirst()
                .map(info -> URLDecoder.decode(info.replace("+", "%2B"), StandardCharsets.UTF_8))
                .orElse(null);
    }

    private static URI withoutUserInfo(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("/+$", "");
        return URI.create(uri.getScheme() + "://" + uri.getHost() + port + path);
    }
}
