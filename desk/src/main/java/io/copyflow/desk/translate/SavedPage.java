package io.copyflow.desk.translate;

import io.copyflow.desk.ask.Told;
import io.copyflow.desk.web.Frame;
import org.jspecify.annotations.Nullable;

/**
 * What became of a draft that was saved while somebody typed.
 *
 * @param told null when there was nothing to save
 * @param done how many of the task's segments have a text for what their source is now
 */
public record SavedPage(Frame frame, @Nullable Told told, int done, int segments) {}
