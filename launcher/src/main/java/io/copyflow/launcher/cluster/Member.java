package io.copyflow.launcher.cluster;

import io.copyflow.launcher.process.LocalNewsroom;
import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One process of a cluster, or a newsroom in one process: started, ended in every way a process ends, and started again on
 * what it left. Its output is added to a file of its own.
 */
public final class Member implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration KILLING = Duration.ofSeconds(30);
    private static final Pattern READY = Pattern.compile("health at (\\S+/ready)");

    /** What it is. */
    public enum Kind {
        BROKER,
        STAGE,
        CHANNELS,
        /** All of them in one process, as {@code copyflow up} runs them; no cluster has one. */
        NEWSROOM
    }

    /** Where a process stands. */
    public enum State {
        RUNNING,
        /** Stopped by a signal: it holds all it has and does nothing. */
        PAUSED,
        /** It was ended. */
        ENDED,
        /** It ended by itself, or somebody else ended it. */
        DIED,
        /** It was ended for good, and is not started again. */
        CLOSED
    }

    private final String name;
    private final Kind kind;
    private final List<String> command;
    private final Output output;
    private final @Nullable Path temporary;
    private final @Nullable SettableClock clock;
    private final BiConsumer<Member, Integer> whenDied;
    private @Nullable Process process;
    private State state = State.ENDED;
    private boolean last;
    private long startedAt;

    /**
     * @param name unlike that of any other, such as {@code review-stage-2}
     * @param command java, its options, and what {@link Child} takes
     * @param output the file its output is added to
     * @param temporary a folder of its own for what it needs while it runs, such as libraries it unpacks, which one that is
     *     killed leaves behind: emptied at each start; null where it has none
     * @param clock of the process; null for the machine's
     * @param whenDied told, with the exit code, when it ends without having been ended here
     */
    public Member(
            String name,
            Kind kind,
            List<String> command,
            Path output,
            @Nullable Path temporary,
            @Nullable SettableClock clock,
            BiConsumer<Member, Integer> whenDied) {
        this.name = name;
        this.kind = kind;
        this.command = List.copyOf(command);
        this.output = new Output(output);
        this.temporary = temporary;
        this.clock = clock;
        this.whenDied = whenDied;
    }

    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    /** The stage, {@code broker} or {@code channels}: what those that may stand in for each other have in common. */
    public String role() {
        return name.substring(0, name.lastIndexOf('-'));
    }

    public synchronized State state() {
        return state;
    }

    /** Of the process that runs, or ran last; 0 before the first. */
    public synchronized long pid() {
        return process == null ? 0 : process.pid();
    }

    /** How long ago it was started last. */
    synchronized Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /**
     * Starts it, and returns at once. Does nothing when it runs.
     *
     * @throws IllegalStateException when it was ended for good
     */
    public synchronized void start() {
        if (last) {
            throw new IllegalStateException(name + " was ended for good and is not started again");
        }
        if (state == State.RUNNING || state == State.PAUSED) {
            return;
        }
        try {
            if (temporary != null) {
                LocalNewsroom.empty(temporary);
                Files.createDirectories(temporary);
            }
            ProcessBuilder building =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.begin());
            if (clock != null) {
                building.environment().putAll(clock.environment());
            }
            Process started = building.start();
            process = started;
            startedAt = System.nanoTime();
            state = State.RUNNING;
            started.onExit().thenAccept(this::ended);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ended(Process which) {
        synchronized (this) {
            if (which != process || state == State.ENDED || state == State.CLOSED) {
                return;
            }
            if (last) {
                state = State.CLOSED;
                return;
            }
            state = State.DIED;
        }
        whenDied.accept(this, which.exitValue());
    }

    /**
     * Waits until it says that it runs; whether it did so in time, and runs still. One that stands still does not. Gives up
     * when the thread is interrupted.
     */
    public boolean awaitRunning(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (state() == State.RUNNING) {
            if (hasSaid(BrokerNode.RUNNING)) {
                return state() == State.RUNNING;
            }
            if (System.nanoTime() >= deadline || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return false;
    }

    private boolean hasSaid(String words) {
        return output.said().stream().anyMatch(line -> line.startsWith(words));
    }

    /** The last lines it said, on one, for a person. */
    public String told() {
        return output.told();
    }

    /** Where a stage, or the channels, said that their health is asked; null when they did not. */
    @Nullable
    URI readyAddress() {
        return output.said().stream()
                .map(READY::matcher)
                .filter(Matcher::find)
                .map(found -> URI.create(found.group(1)))
                .findFirst()
                .orElse(null);
    }

    /** Ends it by force, as {@code kill -9} does, and waits until it is gone. */
    public void kill() {
        kill(List.of(this));
    }

    /** The same of several: each has its signal before any is waited for. */
    public static void kill(List<Member> members) {
        List<Process> running =
                members.stream().map(Member::leave).filter(Objects::nonNull).toList();
        running.forEach(Process::destroyForcibly);
        running.forEach(process -> awaitExit(process, KILLING));
    }

    /** Asks it to end, as SIGTERM does, and by force where that takes too long; whether it ended by itself. */
    public boolean end(Duration patience) {
        resume();
        Process running = leave();
        if (running == null) {
            return true;
        }
        try {
            // somebody else may have stopped it, and what stands still does not hear that it is to end
            signal("CONT");
        } catch (StageFailure | UncheckedIOException e) {
            // it has ended meanwhile, or nothing here sends signals: it is asked to end all the same
        }
        running.destroy();
        if (awaitExit(running, patience)) {
            return true;
        }
        running.destroyForcibly();
        awaitExit(running, KILLING);
        return false;
    }

    /** It is not started again from now on, by whomever. */
    synchronized void noMore() {
        last = true;
        if (state == State.ENDED || state == State.DIED) {
            state = State.CLOSED;
        }
    }

    /** The process, whose end is wanted from now on; null when there is none. */
    private synchronized @Nullable Process leave() {
        if (state == State.RUNNING || state == State.PAUSED) {
            state = last ? State.CLOSED : State.ENDED;
        }
        return process != null && process.isAlive() ? process : null;
    }

    private static boolean awaitExit(Process process, Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Stops it where it stands (SIGSTOP), until {@link #resume}. */
    public synchronized void pause() {
        if (state == State.RUNNING) {
            signal("STOP");
            state = State.PAUSED;
        }
    }

    /** Lets it go on (SIGCONT). */
    public synchronized void resume() {
        if (state == State.PAUSED) {
            signal("CONT");
            state = State.RUNNING;
        }
    }

    /**
     * Sets its clock ahead of the machine's, or behind where that is negative, also for when it is started again.
     *
     * @throws IllegalStateException when it has the machine's
     */
    public void setClock(Duration ahead) {
        if (clock == null) {
            throw new IllegalStateException(name + " has the machine's clock");
        }
        clock.ahead(ahead);
    }

    private void signal(String signal) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
                    .redirectErrorStream(true)
                    .start();
            if (!awaitExit(kill, Duration.ofSeconds(10)) || kill.exitValue() != 0) {
                throw new StageFailure(
                        "signal-not-sent",
                        "Expected to send SIG" + signal + " to " + name + " (process " + pid()
                                + "), but it could not be done. Look whether it still runs.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has resident now, in bytes, as Linux tells it; 0 where nobody tells. */
    public long residentBytes() {
        Resident.Now now = Resident.now(pid());
        return now == null ? 0 : now.all();
    }

    /** Ends it by force and for good. */
    @Override
    public void close() {
        noMore();
        kill();
    }

    /** Ends all of them at once, the patient way. */
    static void end(List<Member> members, Duration patience) {
        List<Thread> threads = new ArrayList<>();
        members.forEach(member -> threads.add(Thread.ofVirtual().start(() -> member.end(patience))));
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                kill(members);
                return;
            }
        }
    }
}
