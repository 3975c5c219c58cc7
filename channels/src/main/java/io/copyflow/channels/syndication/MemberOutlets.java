package io.copyflow.channels.syndication;

import io.copyflow.channels.delivery.Outlet;
import io.copyflow.channels.delivery.WebhookOutlet;
import io.copyflow.channels.delivery.WebhookSignature;
import java.net.URI;
import java.time.InstantSource;

/** Connects members: to their webhooks, or to the shelf they fetch from. */
final class MemberOutlets {

    private final String itemsAddress;
    private final Members members;
    private final Ninjs ninjs;
    private final WebhookOutlet.Post calls;
    private final InstantSource clock;

    MemberOutlets(String itemsAddress, Members members, Ninjs ninjs, WebhookOutlet.Post calls, InstantSource clock) {
        this.itemsAddress = itemsAddress;
        this.members = members;
        this.ninjs = ninjs;
        this.calls = calls;
        this.clock = clock;
    }

    Outlet of(Member member, ItemStore items) {
        URI webhook = member.webhook();
        if (webhook == null) {
            return new ShelfOutlet(itemsAddress);
        }
        String secret = members.secret(member.id());
        return new WebhookOutlet(
                webhook,
                secret == null ? null : WebhookSignature.of(secret),
                new MemberBody(items, ninjs),
                calls,
                clock,
                member.fetches());
    }
}
