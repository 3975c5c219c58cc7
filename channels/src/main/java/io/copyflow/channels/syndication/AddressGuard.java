package io.copyflow.channels.syndication;

import io.copyflow.channels.delivery.WebhookOutlet;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps addresses that others chose from leading to the newsroom's own machines. Asked right before each call: the JVM
 * remembers a name's addresses for longer than that takes, so what was looked at is what is called.
 *
 * @param allowed hosts that may be private, such as a member within the house
 */
record AddressGuard(Set<String> allowed) implements WebhookOutlet.Guard {

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

    private static boolean isOurs(InetAddress address) {
        byte[] bytes = address.getAddress();
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
