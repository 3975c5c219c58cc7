package io.copyflow.channels.delivery;

import io.copyflow.media.FetchRules;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps addresses that others chose from leading to the newsroom's own machines, by the {@link FetchRules} that pictures are
 * fetched by. Asked right before each call: the JVM
 * remembers a name's addresses for longer than that takes, so what was looked at is what is called.
 *
 * @param allowed hosts that may be private, such as a member within the house
 */
public record AddressGuard(Set<String> allowed) implements WebhookOutlet.Guard {

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
                if (!FetchRules.isOpen(one)) {
                    return "Expected an address that the whole world can reach, but " + host
                            + " leads into a private network. Name it in syndication.allow when it is meant.";
                }
            }
            return null;
        } catch (UnknownHostException e) {
            return "Expected an address that can be found, but there is none for " + host + ". Check it.";
        }
    }
}
