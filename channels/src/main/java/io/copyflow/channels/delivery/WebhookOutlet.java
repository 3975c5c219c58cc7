package io.copyflow.channels.delivery;

import io.copyflow.channels.delivery.Calls.Result;
import io.copyflow.channels.delivery.Standing.Attempt;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A signed webhook. Each message has the delivery's own id, which a repeat repeats, so that sending it again is safe
 * whatever became of the first; whoever receives drops ids it has had, and what is not newer than what it has.
 */
public final class WebhookOutlet implements Outlet {

    /** How it is sent: {@link Calls} to an address of the newsroom's own choosing, {@link GuardedCalls} to another's. */
    @FunctionalInterface
    public interface Post {
        Result post(URI address, Map<String, String> headers, byte[] body);
    }

    /** What is sent of a version. */
    public interface Body {

        /** @param type {@code story.published}, {@code story.changed} or {@code story.withdrawn} */
        byte[] of(String type, String id, Instant at, Version version);

        /** See {@link Outlet#digest}. */
        String digest(Version version);
    }

    private final URI address;
    private final @Nullable WebhookSignature signature;
    private final Body body;
    private final Post post;
    private final InstantSource clock;
    private final boolean isHadBeforeCalled;

    /**
     * @param signature null where there is no secret to sign with: then nothing is sent until there is
     * @param isHadBeforeCalled whether whoever is called fetches too
     */
    public WebhookOutlet(
            URI address,
            @Nullable WebhookSignature signature,
            Body body,
            Post post,
            InstantSource clock,
            boolean isHadBeforeCalled) {
        this.address = address;
        this.signature = signature;
        this.body = body;
        this.post = post;
        this.clock = clock;
        this.isHadBeforeCalled = isHadBeforeCalled;
    }

    @Override
    public Ability ability() {
        return new Ability(true, true, false);
    }

    @Override
    public OnCorrection onCorrection() {
        return OnCorrection.EDIT;
    }

    @Override
    public boolean isHadBeforeCalled() {
        return isHadBeforeCalled;
    }

    @Override
    public String digest(Version version) {
        return body.digest(version);
    }

    @Override
    public Answer perform(Step step) {
        return switch (step) {
            case Step.Create create -> send("story.published", create.key(), create.version());
            case Step.Edit edit -> send("story.changed", edit.key(), edit.version());
            case Step.Delete delete ->
                send(
                        "story.withdrawn",
                        delete.key(),
                        delete.version().isLive() ? delete.version().withdrawn(false) : delete.version());
            case Step.Reply _ -> new Answer.Refused("A webhook has no replies.");
        };
    }

    private Answer send(String type, String id, Version version) {
        if (signature == null) {
            return new Answer.Later(
                    null,
                    true,
                    "Expected a secret to sign the webhook at " + address.getHost()
                            + " with, but there is none. Give it one; what waits is sent then.");
        }
        Instant now = clock.instant();
        byte[] bytes = body.of(type, id, now, version);
        Map<String, String> headers = new TreeMap<>(signature.headers(id, now, bytes));
        headers.put("Content-Type", "application/json");
        return switch (post.post(address, headers, bytes)) {
            case Result.NotSent(String sentence) -> new Answer.Later(null, true, sentence);
            case Result.Lost(String sentence) -> new Answer.Unknown(sentence);
            case Result.Answered answer when answer.isGood() -> Answer.done(id, null);
            case Result.Answered answer
            when answer.status() >= 500 ->
                // it may come from something between, after the receiver took the message
                new Answer.Unknown(told(answer));
            case Result.Answered answer -> new Answer.Later(answer.retryAfter(clock), answer.isBusy(), told(answer));
        };
    }

    private String told(Result.Answered answer) {
        return "Expected the webhook at " + address.getHost() + " to answer with 2xx, but it answered "
                + answer.status() + ". It is tried again.";
    }

    @Override
    public ReadBack readBack(Attempt attempt, Version version, Set<String> known) {
        return new ReadBack.SafeToRepeat();
    }
}
