package io.copyflow.desk.write;

import io.copyflow.desk.web.Frame;

/** That a draft is kept. */
public record SavedPage(Frame frame) {}
