package io.copyflow.media;

import io.copyflow.contract.MediaReference;
import io.copyflow.runtime.UnreadableInputException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches pictures and videos by their address, over {@link CheckedHttp}; each redirect is checked anew. Only http and
 * https, three redirects at most.
 *
 * <p>Refusals: {@code media-address-invalid}, {@code media-address-forbidden}, {@code media-fetch-failed}.
 */
public final class MediaFetch implements AutoCloseable {

    private static final int MOST_REDIRECTS = 3;
    private static final int MOST_TO_ONE_HOST = 5;

    private final CloseableHttpClient client;
    private final Duration whole;

    /** What is done with the bytes while they come. */
    interface Taker {
        MediaReference take(InputStream bytes, @Nullable String declared) throws IOException;
    }

    /** An address that may not be asked. */
    private static final class Forbidden extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        Forbidden(String host) {
            super(host);
        }
    }

    /**
     * @param silence how long nothing may come
     * @param whole how long it may take altogether
     */
    public MediaFetch(FetchRules rules, Duration silence, Duration whole) {
        this.whole = whole;
        this.client = CheckedHttp.client(host -> checked(rules, host), silence, MOST_TO_ONE_HOST);
    }

    private static InetAddress[] checked(FetchRules rules, String host) throws UnknownHostException {
        InetAddress[] all = InetAddress.getAllByName(host);
        InetAddress[] open = Arrays.stream(all)
                .filter(address -> rules.mayAsk(host, address))
                .toArray(InetAddress[]::new);
        if (open.length < all.length) {
            throw new Forbidden(host);
        }
        return open;
    }

    /** @throws UnreadableInputException when it cannot be had */
    MediaReference get(String address, Taker taker) {
        URI at = uri(address);
        long end = System.nanoTime() + whole.toNanos();
        try {
            for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
                Answer answer = ask(new HttpGet(at), taker, end);
                if (answer.media != null) {
                    return answer.media;
                }
                at = uri(at.resolve(String.valueOf(answer.location)).toString());
            }
        } catch (Forbidden e) {
            throw new UnreadableInputException(
                    "media-address-forbidden",
                    "Expected an address in the open network, but " + shortened(address) + " leads to one that is not."
                            + " Send the bytes to POST /media, or have an operator name the host in"
                            + " media.fetch.allow.");
        } catch (IOException | IllegalArgumentException e) {
            throw failed(address, String.valueOf(e.getMessage()));
        }
        throw failed(address, "it leads on more than " + MOST_REDIRECTS + " times");
    }

    /** What is not wanted of an answer is not read, however much of it comes: the connection ends. */
    private Answer ask(HttpGet get, Taker taker, long end) throws IOException {
        try {
            return answer(client.executeOpen(RoutingSupport.determineHost(get), get, null), taker, end);
        } catch (HttpException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            get.abort();
        }
    }

    /** @param location where it leads on; null where media are there */
    private record Answer(
            @Nullable MediaReference media, @Nullable String location) {}

    private static Answer answer(ClassicHttpResponse response, Taker taker, long end) throws IOException {
        int status = response.getCode();
        Header location = response.getFirstHeader("Location");
        if (status >= 300 && status < 400 && location != null) {
            return new Answer(null, location.getValue());
        }
        HttpEntity entity = response.getEntity();
        if (status != 200 || entity == null) {
            throw new IOException("the server answers " + status);
        }
        String declared = entity.getContentType();
        return new Answer(
                taker.take(new Hurried(entity.getContent(), end), declared == null ? null : mediaType(declared)), null);
    }

    /** A stream that must end in time, however steadily it drips. */
    private static final class Hurried extends FilterInputStream {

        private final long end;

        Hurried(InputStream in, long end) {
            super(in);
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            hurry();
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            hurry();
            return super.read(bytes, from, length);
        }

        private void hurry() throws IOException {
            if (System.nanoTime() - end > 0) {
                throw new IOException("it takes too long");
            }
        }
    }

    private static URI uri(String address) {
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException e) {
            throw invalid(address);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null || uri.getUserInfo() != null) {
            throw invalid(address);
        }
        return uri;
    }

    private static UnreadableInputException invalid(String address) {
        return new UnreadableInputException(
                "media-address-invalid",
                "Expected the address of a picture or video by http or https, without user@, but there is '"
                        + shortened(address) + "'. Correct it, or send the bytes to POST /media.");
    }

    private static UnreadableInputException failed(String address, String why) {
        return new UnreadableInputException(
                "media-fetch-failed",
                "Expected to fetch the picture or video at " + shortened(address) + ", but " + shortened(why)
                        + ". Try again later, or send the bytes to POST /media.");
    }

    private static String mediaType(String contentType) {
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
