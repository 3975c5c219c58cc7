package io.copyflow.runtime;

import io.javalin.http.Context;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Lets in as many requests at once as there is memory for. What is more is refused before its body is read, so that nothing
 * of it is taken and nothing is lost: the caller sends it again.
 */
final class Admission {

    private static final Set<String> ACTING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final String ROOM = Admission.class.getName();
    private static final int KIBI = 1024;

    /** What a small request takes besides its body: its thread, what is made of it, its wait for an answer. */
    static final int LEAST_KIB = 256;

    /** What a body of unknown length may take: no gateway reads more of one into memory. */
    static final int MOST_KIB = 8 * KIBI;

    private final Semaphore room;

    /** @param roomKib for all requests together, in KiB */
    Admission(int roomKib) {
        this.room = new Semaphore(Math.max(roomKib, MOST_KIB));
    }

    /** With a quarter of the memory this process may have. */
    static Admission ofThisProcess() {
        return new Admission(
                (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 4 / KIBI));
    }

    /** Before a request's handlers. */
    void enter(Context http) {
        if (!ACTING.contains(http.method().name())) {
            return;
        }
        int kib = kib(http.req().getContentLengthLong());
        if (room.tryAcquire(kib)) {
            http.attribute(ROOM, kib);
            return;
        }
        http.header("Retry-After", "2").header("Connection", "close");
        new Problem(
                        503,
                        "gateway-busy",
                        "Expected no more requests at once than there is memory for, but so many wait here. Nothing of"
                                + " this one was taken: send it again in a moment.")
                .answer(http);
        http.skipRemainingHandlers();
    }

    /** After a request's handlers, however they ended. */
    void leave(Context http) {
        Integer kib = http.attribute(ROOM);
        if (kib != null) {
            http.attribute(ROOM, null);
            room.release(kib);
        }
    }

    private static int kib(long bytes) {
        return bytes < 0 ? MOST_KIB : (int) Math.clamp(bytes / KIBI, LEAST_KIB, MOST_KIB);
    }
}
