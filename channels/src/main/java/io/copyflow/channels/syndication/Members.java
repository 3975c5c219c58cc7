package io.copyflow.channels.syndication;

import io.copyflow.channels.delivery.Secrets;
import io.copyflow.runtime.Logfmt;
import io.copyflow.schemas.directory.Channel;
import io.copyflow.schemas.directory.ChannelKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The members as directory and secrets have them now. */
final class Members {

    private static final Logger log = LoggerFactory.getLogger(Members.class);

    private final Supplier<List<Channel>> directory;
    private final Secrets secrets;

    Members(Supplier<List<Channel>> directory, Secrets secrets) {
        this.directory = directory;
        this.secrets = secrets;
    }

    /** All that are connected, by id. */
    List<Member> now() {
        List<Member> all = new ArrayList<>();
        for (Channel channel : directory.get()) {
            if (channel.getKind() != ChannelKind.SYNDICATION) {
                continue;
            }
            try {
                Member member = Member.of(channel, secrets);
                if (member.isConnected()) {
                    all.add(member);
                }
            } catch (IllegalArgumentException e) {
                log.warn("member-wrong channel={} reason={}", channel.getId(), Logfmt.value(e.getMessage()));
            }
        }
        return all;
    }

    /** Whose token it is; null when it is nobody's. */
    @Nullable
    Member byToken(String token) {
        Member found = null;
        for (Member member : now()) {
            // every one is compared, so that time tells nothing
            if (member.hasToken(token)) {
                found = member;
            }
        }
        return found;
    }

    /** What a webhook is signed with; null when there is none. */
    @Nullable
    String secret(String id) {
        return secrets.of(id, "secret");
    }
}
