package io.copyflow.desk.translate;

import io.copyflow.desk.aid.Workbench;
import io.copyflow.desk.web.Frame;
import java.util.List;

/** What the checks say of one segment as it is typed. */
public record ChecksPage(Frame frame, List<Workbench.Warned> warned) {}
