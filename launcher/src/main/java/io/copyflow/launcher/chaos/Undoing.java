package io.copyflow.launcher.chaos;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What must not outlive a run that is cut short: processes that stand still, and disks that are mounted, do not end with the
 * process that made them. Any number of threads.
 */
final class Undoing implements AutoCloseable {

    private final Deque<Runnable> steps = new ArrayDeque<>();
    private boolean closed;

    /**
     * To be done in the end, before what was added earlier; at once where the end has come.
     *
     * @param step may find that all is undone
     */
    synchronized void add(Runnable step) {
        if (closed) {
            step.run();
        } else {
            steps.push(step);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!steps.isEmpty()) {
            steps.pop().run();
        }
    }
}
