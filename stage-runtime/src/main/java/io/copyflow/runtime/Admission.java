package io.copyflow.runtime;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets in as many requests at once as there is memory for, and of those that ask for something as many as are answered in
 * good time. What is more is refused before its body is looked at, so that nothing of it is taken and nothing is lost: the
 * caller sends it again after {@code Retry-After}.
 */
public final class Admission {

    private static final Set<String> ACTING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> LOOKING = Set.of("GET", "HEAD");
    private static final String LET_IN = Admission.class.getName();
    private static final int KIBI = 1024;

    /** What a small request takes besides its body: its thread, what is made of it, its wait for an answer. */
    static final int LEAST_KIB = 256;

    /** What a body of unknown length may take: no gateway reads more of one into memory. */
    static final int MOST_KIB = 8 * KIBI;

    /** How many look at something at once. */
    public static final int MOST_LOOKING = 256;

    private static final int LEAST_ACTING = 16;
    private static final Duration GOOD = Duration.ofSeconds(2);
    private static final String LATER = "2";

    private final Semaphore room;
    private final Semaphore looking = new Semaphore(MOST_LOOKING);
    private final Allowance allowance;

    /**
     * Who was let in.
     *
     * @param kib of the room; 0 for who only looks
     * @param began by {@link System#nanoTime}; null where the time does not count
     */
    private record LetIn(int kib, @Nullable Long began) {}

    /** Tells a caller that it is too much. */
    @FunctionalInterface
    public interface Refusing {
        void refuse(Context http, Problem problem);
    }

    /** @param roomKib for all requests together, in KiB */
    Admission(int roomKib) {
        this(roomKib, new Allowance(LEAST_ACTING, Integer.MAX_VALUE, GOOD));
    }

    Admission(int roomKib, Allowance allowance) {
        this.room = new Semaphore(Math.max(roomKib, MOST_KIB));
        this.allowance = allowance;
    }

    /** With a quarter of the memory this process may have. */
    public static Admission ofThisProcess() {
        return new Admission(quarterKib());
    }

    /** The same where something else sees to it that answers come in good time. */
    public static Admission ofMemory() {
        return new Admission(quarterKib(), new Allowance(Integer.MAX_VALUE, Integer.MAX_VALUE, GOOD));
    }

    private static int quarterKib() {
        return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 4 / KIBI);
    }

    /**
     * Stands before all handlers that are added later, and after all.
     *
     * @param free which requests are let in whatever waits, such as those that ask for health
     */
    public void guard(RoutesConfig routes, Predicate<Context> free, Refusing refusing) {
        routes.before(http -> {
            if (!free.test(http)) {
                enter(http, refusing);
            }
        });
        routes.after(this::leave);
    }

    private void enter(Context http, Refusing refusing) {
        String method = http.method().name();
        if (LOOKING.contains(method)) {
            if (looking.tryAcquire()) {
                http.attribute(LET_IN, new LetIn(0, null));
            } else {
                refuse(http, refusing, "than can be shown something");
            }
        } else if (ACTING.contains(method)) {
            act(http, refusing);
        }
    }

    private void act(Context http, Refusing refusing) {
        int kib = kib(http.req().getContentLengthLong());
        if (!room.tryAcquire(kib)) {
            refuse(http, refusing, "than there is memory for");
            return;
        }
        // who has yet to send is not under way
        boolean isTimed = WholeBodies.waitsFor(http.req());
        if (isTimed && !allowance.enter()) {
            room.release(kib);
            refuse(http, refusing, "than can be answered in good time");
            return;
        }
        http.attribute(LET_IN, new LetIn(kib, isTimed ? System.nanoTime() : null));
    }

    private static void refuse(Context http, Refusing refusing, String than) {
        http.header("Retry-After", LATER);
        refusing.refuse(
                http,
                new Problem(
                        503,
                        "gateway-busy",
                        "Expected no more requests at once " + than + ", but so many wait here. Nothing of this one was"
                                + " taken: send it again in a moment."));
        http.skipRemainingHandlers();
    }

    private void leave(Context http) {
        LetIn letIn = http.attribute(LET_IN);
        if (letIn == null) {
            return;
        }
        http.attribute(LET_IN, null);
        if (letIn.kib == 0) {
            looking.release();
            return;
        }
        room.release(letIn.kib);
        if (letIn.began != null) {
            allowance.leave(letIn.began);
        }
    }

    private static int kib(long bytes) {
        return bytes < 0 ? MOST_KIB : (int) Math.clamp(bytes / KIBI, LEAST_KIB, MOST_KIB);
    }
}
