package io.copyflow.channels.websub;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** So many calls at a time, and so many of them to one host: a slow one keeps no other waiting. */
final class Turns {

    /** @param users who has or awaits a turn */
    private record Host(Semaphore turns, int users) {}

    private final Semaphore all;
    private final int toOneHost;
    private final Map<String, Host> hosts = new ConcurrentHashMap<>();

    Turns(int all, int toOneHost) {
        this.all = new Semaphore(all);
        this.toOneHost = toOneHost;
    }

    /** Makes a call when its turn comes. */
    <T> T call(String host, Supplier<T> call) throws InterruptedException {
        Semaphore ofHost = enter(host);
        try {
            ofHost.acquire();
            try {
                all.acquire();
                try {
                    return call.get();
                } finally {
                    all.release();
                }
            } finally {
                ofHost.release();
            }
        } finally {
            hosts.computeIfPresent(host, (_, now) -> without(now));
        }
    }

    private Semaphore enter(String host) {
        return hosts.merge(host, new Host(new Semaphore(toOneHost), 1), (now, _) -> new Host(now.turns, now.users + 1))
                .turns;
    }

    private static @Nullable Host without(Host now) {
        return now.users == 1 ? null : new Host(now.turns, now.users - 1);
    }
}
