package io.copyflow.channels.delivery;

import io.copyflow.runtime.StageFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Kills a test decides on. */
public final class TestKills implements Kills {

    public volatile boolean caughtUp = true;
    private final List<Consumer<String>> followers = new ArrayList<>();

    public void kill(String storyId) {
        followers.forEach(follower -> follower.accept(storyId));
    }

    @Override
    public void follow(Consumer<String> storyId) {
        followers.add(storyId);
    }

    @Override
    public boolean isCaughtUp() {
        return caughtUp;
    }

    @Override
    public CompletionStage<StageFailure> dead() {
        return new CompletableFuture<>();
    }

    @Override
    public void close() {}
}
