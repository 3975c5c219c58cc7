package io.copyflow.desk.translate;

import io.copyflow.desk.index.Tasks;
import io.copyflow.desk.web.Frame;
import java.util.List;

/**
 * What a translator holds, and what waits.
 *
 * @param command id that claiming will have
 * @param languages that the person works in
 * @param mayClaim whether they may claim
 */
public record QueuePage(Frame frame, String command, Tasks tasks, List<String> languages, boolean mayClaim) {}
