package io.copyflow.channels.delivery;

import io.copyflow.channels.delivery.Calls.Result;
import io.copyflow.media.CheckedHttp;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/**
 * Calls of addresses that others chose: the {@link Calls} of members' webhooks and subscribers, over {@link CheckedHttp}
 * with what the {@link AddressGuard} lets pass.
 */
public final class GuardedCalls implements WebhookOutlet.Post, AutoCloseable {

    private static final int MOST_TO_ONE_HOST = 100;

    private final AddressGuard guard;
    private final Duration patience;
    private final CloseableHttpClient client;
    private final ExecutorService calling = Executors.newVirtualThreadPerTaskExecutor();

    /** @param patience how long a whole answer is waited for */
    public GuardedCalls(AddressGuard guard, Duration patience) {
        this.guard = guard;
        this.patience = patience;
        this.client = CheckedHttp.client(guard::resolve, patience, MOST_TO_ONE_HOST);
    }

    /** See {@link AddressGuard#refusal}: what need not be tried. */
    public @Nullable String refusal(URI address) {
        return guard.refusal(address);
    }

    public Result get(URI address) {
        return send(new HttpGet(address));
    }

    @Override
    public Result post(URI address, Map<String, String> headers, byte[] body) {
        HttpPost request = new HttpPost(address);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body, null));
        return send(request);
    }

    /** On a thread of its own, so that a name that is not found or an answer that drips ends with the patience too. */
    private Result send(HttpUriRequestBase request) {
        String host = request.getAuthority().getHostName();
        Future<Result> coming = calling.submit(() -> client.execute(request, GuardedCalls::answered));
        try {
            return coming.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            return failed(host, e.getCause());
        } catch (TimeoutException e) {
            return Calls.late(host, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Calls.ending(host);
        } finally {
            request.abort(); // ends the connection where the answer did not
        }
    }

    private static Result answered(ClassicHttpResponse response) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName(), _ -> new ArrayList<>()).add(header.getValue());
        }
        return new Result.Answered(
                response.getCode(), HttpHeaders.of(headers, (_, _) -> true), body(response.getEntity()));
    }

    private static byte[] body(@Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        InputStream in = entity.getContent();
        byte[] bytes = in.readNBytes(Calls.LONGEST_ANSWER + 1);
        if (bytes.length > Calls.LONGEST_ANSWER) {
            throw new IOException("it is longer than " + Calls.LONGEST_ANSWER + " bytes");
        }
        return bytes;
    }

    private Result failed(String host, @Nullable Throwable cause) {
        return switch (cause) {
            case AddressGuard.Private e -> new Result.NotSent(String.valueOf(e.getMessage()));
            case UnknownHostException e -> Calls.unreachable(host, e);
            case ConnectTimeoutException e -> Calls.unreachable(host, e);
            case ConnectException e -> Calls.unreachable(host, e);
            case NoRouteToHostException e -> Calls.unreachable(host, e);
            case SSLHandshakeException e -> Calls.unreachable(host, e);
            case SSLPeerUnverifiedException e -> Calls.unreachable(host, e);
            case SocketTimeoutException _ -> Calls.late(host, patience);
            case IOException e -> Calls.brokenOff(host, e);
            case null, default -> throw new IllegalStateException("Expected a call of " + host + " to end.", cause);
        };
    }

    @Override
    public void close() {
        calling.shutdownNow();
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
