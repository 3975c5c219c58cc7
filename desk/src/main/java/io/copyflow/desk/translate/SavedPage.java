package io.copyflow.desk.translate;

import io.copyflow.desk.ask.Told;
import io.copyflow.desk.web.Frame;
import org.jspecify.annotations.Nullable;

/**
 * What became of a draft that was saved while somebody typed.
 *
 * @param told null when there was nothing to save
 */
public record SavedPage(Frame frame, @Nullable Told told) {}
