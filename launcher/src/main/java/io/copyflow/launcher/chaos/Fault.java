package io.copyflow.launcher.chaos;

import io.copyflow.launcher.cluster.Member;
import java.time.Duration;
import java.util.List;

/**
 * A fault that is to be done.
 *
 * @param whom the processes it is done to; none where it is done to something else
 * @param howLong it lasts, or a process is away before it is started again
 * @param seed of what else is left to chance
 */
record Fault(FaultKind kind, List<Member> whom, Duration howLong, long seed) {}
