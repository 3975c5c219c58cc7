package io.copyflow.desk.release;

import io.copyflow.desk.model.GateFile;
import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.web.Frame;
import java.util.List;

/**
 * Stories near release.
 *
 * @param ready with a language that is cleared or held
 * @param owing with a correction that somebody owes
 * @param down withheld, taken down or still shown against orders
 */
public record GatePage(Frame frame, List<Item> ready, List<Item> owing, List<Item> down) {

    public record Item(StoryFile story, GateFile gate) {}
}
