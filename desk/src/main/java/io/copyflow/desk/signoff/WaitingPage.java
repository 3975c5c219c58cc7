package io.copyflow.desk.signoff;

import io.copyflow.desk.index.Waiting;
import io.copyflow.desk.web.Frame;

/** What waits for signatures. */
public record WaitingPage(Frame frame, Waiting waiting) {}
