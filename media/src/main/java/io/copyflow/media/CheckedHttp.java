package io.copyflow.media;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.Timeout;

/**
 * HTTP clients for addresses that others chose. A host's name is resolved once, and the connection goes to the very
 * addresses that were checked, which the JDK's client cannot be told. No redirects, no cookies, no credentials, no proxy.
 */
public final class CheckedHttp {

    private CheckedHttp() {}

    /** Finds the addresses of a host, and lets none pass that may not be called. */
    @FunctionalInterface
    public interface Names {

        /** @throws UnknownHostException when there is none, or one that may not be called */
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /**
     * A client, to be closed.
     *
     * @param silence how long nothing may come
     * @param mostToOneHost connections to one host at once
     */
    public static CloseableHttpClient client(Names names, Duration silence, int mostToOneHost) {
        Timeout timeout = Timeout.of(silence);
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new CheckedNames(names))
                        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                        .setMaxConnPerRoute(mostToOneHost)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                .build())
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(timeout).build())
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableContentCompression()
                .setUserAgent("Copyflow")
                .build();
    }

    private record CheckedNames(Names names) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return names.of(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
