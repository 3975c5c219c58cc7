package io.copyflow.desk.write;

import io.copyflow.contract.MediaReference;
import io.copyflow.contract.SegmentKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Changes the order of a draft's blocks. A picture keeps the caption and the credit that stand behind it. */
final class Blocks {

    private static final Set<SegmentKind> BEHIND = EnumSet.of(SegmentKind.CAPTION, SegmentKind.CREDIT);

    private Blocks() {}

    /**
     * Changed blocks.
     *
     * @param focus the block to go on in; -1 for none
     */
    record Changed(List<Draft.Part> body, int focus) {}

    /** @param change {@code add}, {@code add:2}, {@code up:2}, {@code down:2} or {@code drop:2}; nothing for anything else */
    static Changed changed(List<Draft.Part> before, String change) {
        String[] words = change.split(":", 2);
        int at = words.length == 2 && words[1].matches("\\d{1,5}") ? Integer.parseInt(words[1]) : -1;
        List<Draft.Part> body = new ArrayList<>(before);
        if (words[0].equals("add")) {
            int to = at >= 0 && at < body.size() ? at + 1 : body.size();
            body.add(to, Draft.Part.text(SegmentKind.PARAGRAPH, "", ""));
            return new Changed(body, to);
        }
        if (at < 0 || at >= body.size()) {
            return new Changed(body, -1);
        }
        return switch (words[0]) {
            case "up" -> moved(body, at, start(body, at));
            case "down" -> moved(body, at, at + length(body, at + length(body, at)));
            case "drop" -> {
                body.subList(at, at + length(body, at)).clear();
                yield new Changed(body, Math.min(at, body.size() - 1));
            }
            default -> new Changed(body, -1);
        };
    }

    /** With another picture or video: the first stands before the text, others behind it. */
    static Changed with(List<Draft.Part> before, MediaReference media) {
        List<Draft.Part> body = new ArrayList<>(before);
        int at = body.stream().allMatch(part -> part.media() == null) ? 0 : body.size();
        body.addAll(
                at,
                List.of(
                        new Draft.Part(SegmentKind.ALTERNATIVE_TEXT, "", "", media),
                        Draft.Part.text(SegmentKind.CAPTION, "", ""),
                        Draft.Part.text(SegmentKind.CREDIT, "", "")));
        return new Changed(body, at);
    }

    private static Changed moved(List<Draft.Part> body, int at, int to) {
        List<Draft.Part> group = body.subList(at, at + length(body, at));
        List<Draft.Part> moving = List.copyOf(group);
        group.clear();
        body.addAll(to, moving);
        return new Changed(body, to);
    }

    /** How many blocks belong to that one; 0 behind the last. */
    private static int length(List<Draft.Part> body, int at) {
        if (at >= body.size()) {
            return 0;
        }
        int end = at + 1;
        while (body.get(at).media() != null
                && end < body.size()
                && BEHIND.contains(body.get(end).kind())) {
            end++;
        }
        return end - at;
    }

    /** Where the blocks begin that stand before that one. */
    private static int start(List<Draft.Part> body, int at) {
        int before = Math.max(0, at - 1);
        if (BEHIND.contains(body.get(at).kind())) {
            // within what belongs to a picture, and never above it
            return body.get(before).media() == null ? before : at;
        }
        int start = before;
        while (start > 0 && BEHIND.contains(body.get(start).kind())) {
            start--;
        }
        return start + length(body, start) >= at ? start : before;
    }
}
