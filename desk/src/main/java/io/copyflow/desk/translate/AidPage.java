package io.copyflow.desk.translate;

import io.copyflow.desk.web.Frame;
import java.util.List;

/**
 * What there is to begin a segment with.
 *
 * @param known whether there is a memory to ask
 */
public record AidPage(Frame frame, String segmentId, String language, boolean known, List<Offer> offers) {}
