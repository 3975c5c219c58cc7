package io.copyflow.desk.review;

import io.copyflow.desk.index.Waiting;
import io.copyflow.desk.web.Frame;

/** What waits for an editor. */
public record WaitingPage(Frame frame, Waiting waiting) {}
