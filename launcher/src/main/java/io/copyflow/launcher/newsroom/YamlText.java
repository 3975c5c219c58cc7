package io.copyflow.launcher.newsroom;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * From bytes to nodes that know their places. Plain YAML only: no anchors and aliases, by which a small file grows
 * without end; no tags; one document; no deep nesting.
 */
final class YamlText {

    /** The largest file read, in bytes: a newsroom of twenty thousand people. */
    static final int MAX_BYTES = 4 * 1024 * 1024;

    /** The file needs four levels; the rest is room for mistakes that are then told by name. */
    private static final int MAX_DEPTH = 12;

    private YamlText() {}

    /** The document's root; null when the bytes are not such a document, which is then told. */
    static @Nullable Node compose(String file, byte[] bytes, Remarks mistakes) {
        if (bytes.length > MAX_BYTES) {
            mistakes.add(
                    1,
                    1,
                    "Expected a newsroom file of at most " + MAX_BYTES / 1024 / 1024
                            + " MiB, but this one is larger. Check that it is the right file.");
            return null;
        }
        String text = decode(bytes, mistakes);
        if (text == null) {
            return null;
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(MAX_BYTES)
                // told by name later, with its place
                .setAllowNonScalarKeys(true)
                .build();
        try {
            if (!isPlain(new Parse(settings).parseString(text), mistakes)) {
                return null;
            }
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                mistakes.add(
                        1, 1, "Expected a newsroom, but the file is empty. Copy samples/newsroom.yaml and change it.");
            }
            return root.orElse(null);
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            mistakes.add(
                    mark.map(Mark::getLine).orElse(0) + 1,
                    mark.map(Mark::getColumn).orElse(0) + 1,
                    syntax(e));
        } catch (ReaderException e) {
            // its position counts code points
            unprintable(text, e, mistakes);
        } catch (YamlEngineException e) {
            mistakes.add(1, 1, "Expected YAML, but it cannot be read: " + oneLine(e.getMessage()) + ".");
        }
        return null;
    }

    private static @Nullable String decode(byte[] bytes, Remarks mistakes) {
        int start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            mistakes.add(1, 1, "Expected UTF-8, but the file is UTF-16. Save it as UTF-8.");
            return null;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        CharBuffer out = CharBuffer.allocate(bytes.length - start + 1);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            int[] place = place(text);
            mistakes.add(
                    place[0],
                    place[1],
                    String.format(
                            "Expected UTF-8, but the byte 0x%02X here is not. Save the file as UTF-8.",
                            bytes[in.position()] & 0xFF));
            return null;
        }
        return text;
    }

    /** Whether nothing in the file is beyond plain YAML. The parser works without recursion, whatever the depth. */
    private static boolean isPlain(Iterable<Event> events, Remarks mistakes) {
        boolean plain = true;
        int depth = 0;
        int documents = 0;
        for (Event event : events) {
            String mistake = switch (event.getEventId()) {
                case Alias ->
                    "Expected a value, but got the alias '*" + ((AliasEvent) event).getAlias()
                            + "'. Aliases are not allowed here: write the value out.";
                case Scalar -> beyondPlain((ScalarEvent) event, ((ScalarEvent) event).getTag());
                case MappingStart, SequenceStart -> {
                    depth++;
                    yield beyondPlain((NodeEvent) event, ((CollectionStartEvent) event).getTag());
                }
                case MappingEnd, SequenceEnd -> {
                    depth--;
                    yield null;
                }
                case DocumentStart -> {
                    documents++;
                    yield documents == 2
                            ? "Expected one document, but a second begins here. Remove the line '---' and what"
                                    + " follows, or put it in a file of its own."
                            : null;
                }
                case DocumentEnd, StreamStart, StreamEnd, Comment -> null;
            };
            boolean deep = depth > MAX_DEPTH;
            if (mistake != null || deep) {
                plain = false;
                Optional<Mark> mark = event.getStartMark();
                mistakes.add(
                        mark.map(Mark::getLine).orElse(0) + 1,
                        mark.map(Mark::getColumn).orElse(0) + 1,
                        mistake != null
                                ? mistake
                                : "Expected lists and keys at most " + MAX_DEPTH
                                        + " levels deep, but they go deeper here. Check the brackets and the indent.");
            }
            if (deep) {
                return false;
            }
        }
        return plain;
    }

    private static @Nullable String beyondPlain(NodeEvent event, Optional<String> tag) {
        if (event.getAnchor().isPresent()) {
            return "Expected a value, but got the anchor '&" + event.getAnchor().get()
                    + "'. Anchors are not allowed here: remove it and write values out where they are needed.";
        }
        return tag.map(name -> "Expected a value, but got the tag " + Spelling.quoted(name)
                        + ". Tags are not allowed here: remove it, or put the text in quotes.")
                .orElse(null);
    }

    private static String syntax(MarkedYamlEngineException e) {
        // its remark on indentation comes for every character, not only for tabs
        String problem = oneLine(e.getProblem()).replaceFirst("\\. \\(Do not use .* for indentation\\)", "");
        String context = e.getContext() == null ? "" : " " + oneLine(e.getContext());
        String advice;
        if (problem.contains("TAB")) {
            advice = "Indent with spaces, not tabs.";
        } else if (problem.contains("cannot start any token")) {
            advice = "Put the text in quotes.";
        } else if (problem.contains("mapping values are not allowed")) {
            advice = "Check the indent, or put text with a colon in quotes.";
        } else {
            advice = "Check the indent, brackets and quotes here and just before.";
        }
        return "Expected YAML, but it breaks off here" + context + ": " + problem + ". " + advice;
    }

    private static void unprintable(String text, ReaderException e, Remarks mistakes) {
        int at = text.offsetByCodePoints(0, Math.min(e.getPosition(), text.codePointCount(0, text.length())));
        int[] place = place(text.substring(0, at));
        mistakes.add(
                place[0],
                place[1],
                String.format(
                        "Expected text, but the character U+%04X here is not printable. Remove it.", e.getCodePoint()));
    }

    /** Line and column, from 1, of what follows a text. */
    private static int[] place(String before) {
        int lines = (int) before.chars().filter(c -> c == '\n').count();
        int lineStart = before.lastIndexOf('\n') + 1;
        return new int[] {lines + 1, before.codePointCount(lineStart, before.length()) + 1};
    }

    private static String oneLine(@Nullable String text) {
        return text == null ? "no reason given" : text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
