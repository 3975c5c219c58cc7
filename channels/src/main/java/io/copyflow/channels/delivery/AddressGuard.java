package io.copyflow.channels.delivery;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps addresses that others chose from leading to the newsroom's own machines. Asked right before each call: the JVM
 * remembers a name's addresses for longer than that takes, so what was looked at is what is called.
 *
 * @param allowed hosts that may be private, such as a member within the house
 */
public record AddressGuard(Set<String> allowed) implements WebhookOutlet.Guard {

    private static final byte[] TRANSLATED = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    @Override
    public @Nullable String refusal(URI address) {
        String host = address.getHost();
        if (host == null
                || address.getUserInfo() != null
                || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
            return "Expected an http or https address without a user, but got another. Correct it.";
        }
        if (allowed.contains(host)) {
            return null;
        }
        try {
            for (InetAddress one : InetAddress.getAllByName(host)) {
                if (isOurs(one)) {
                    return "Expected an address that the whole world can reach, but " + host
                            + " leads into a private network. Name it in syndication.allow when it is meant.";
                }
            }
            return null;
        } catch (UnknownHostException e) {
            return "Expected an address that can be found, but there is none for " + host + ". Check it.";
        }
    }

    /** The IPv4 address that an IPv6 address stands for by translation (RFC 6052) or 6to4 (RFC 3056); null for none. */
    private static byte @Nullable [] within(byte[] bytes) {
        if (bytes.length != 16) {
            return null;
        }
        boolean translated = Arrays.equals(bytes, 0, 12, TRANSLATED, 0, 12);
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        return translated ? Arrays.copyOfRange(bytes, 12, 16) : sixToFour ? Arrays.copyOfRange(bytes, 2, 6) : null;
    }

    private static boolean isOurs(byte[] bytes) {
        try {
            return isOurs(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            return true; // no address at all
        }
    }

    private static boolean isOurs(InetAddress address) {
        byte[] bytes = address.getAddress();
        byte[] within = within(bytes);
        if (within != null) {
            return isOurs(within);
        }
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        boolean shared = bytes.length == 4 && (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
        boolean special = bytes.length == 4 && (bytes[0] == 0 || (bytes[0] & 0xff) >= 240);
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || uniqueLocal
                || shared
                || special;
    }
}
