package io.copyflow.desk.write;

import io.copyflow.desk.web.Frame;

/**
 * Whether what was typed is kept.
 *
 * @param kept false when the draft was handed in or discarded before, here or in another window
 */
public record SavedPage(Frame frame, boolean kept) {}
