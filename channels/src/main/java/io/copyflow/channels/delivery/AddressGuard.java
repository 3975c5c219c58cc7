package io.copyflow.channels.delivery;

import io.copyflow.media.FetchRules;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps addresses that others chose from leading to the newsroom's own machines, by the {@link FetchRules} that pictures are
 * fetched by. {@link #refusal} tells early; what is called is looked at once more by {@link GuardedCalls}.
 *
 * @param allowed hosts that may be private, such as a member within the house
 * @param names asked for a host's addresses
 */
public record AddressGuard(Set<String> allowed, Names names) {

    /** Finds the addresses of a host; by the JVM, but for tests. */
    @FunctionalInterface
    interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /** An address that may not be called. */
    static final class Private extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        Private(String host) {
            super("Expected an address that the whole world can reach, but " + host
                    + " leads into a private network. Name it in syndication.allow when it is meant.");
        }
    }

    public AddressGuard {
        allowed = allowed.stream().map(AddressGuard::plain).collect(Collectors.toUnmodifiableSet());
    }

    public AddressGuard(Set<String> allowed) {
        this(allowed, InetAddress::getAllByName);
    }

    /** Why an address is not to be called; null when it may be. */
    public @Nullable String refusal(URI address) {
        String host = address.getHost();
        if (host == null
                || address.getUserInfo() != null
                || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
            return "Expected an http or https address without a user, but got another. Correct it.";
        }
        if (allowed.contains(plain(host))) {
            return null;
        }
        try {
            resolve(host);
            return null;
        } catch (Private e) {
            return e.getMessage();
        } catch (UnknownHostException e) {
            return "Expected an address that can be found, but there is none for " + host + ". Check it.";
        }
    }

    /**
     * All addresses of a host, each of which may be called.
     *
     * @throws Private when one of them may not be
     * @throws UnknownHostException when there is none
     */
    InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] all = names.of(host);
        if (!allowed.contains(plain(host))) {
            for (InetAddress one : all) {
                if (!FetchRules.isOpen(one)) {
                    throw new Private(host);
                }
            }
        }
        return all;
    }

    /** In lower case, and without the brackets of an IPv6 address. */
    private static String plain(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.startsWith("[") && lower.endsWith("]") ? lower.substring(1, lower.length() - 1) : lower;
    }
}
