package io.copyflow.ingest.gateway;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import io.copyflow.runtime.UnreadableInputException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as text. In this order: a byte order mark, the {@code charset} of the request, the XML declaration, the
 * {@code meta} of a page, UTF-8 where the bytes are that, and last what ICU takes them for. Where two of them differ, or
 * one cannot be so, it is noted.
 */
final class Encodings {

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final int LOOKED_AT = 4096;
    private static final int SURE_ENOUGH = 25;
    private static final Pattern CHARSET =
            Pattern.compile("charset\\s*=\\s*[\"']?([A-Za-z0-9._:-]{1,40})", Pattern.CASE_INSENSITIVE);
    private static final Pattern XML =
            Pattern.compile("\\A\\s*<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']");
    private static final Pattern META =
            Pattern.compile("<meta[^>]{0,200}?charset\\s*=\\s*[\"']?([A-Za-z0-9._:-]{1,40})", Pattern.CASE_INSENSITIVE);

    private Encodings() {}

    /** @throws UnreadableInputException {@code encoding-invalid} when it is no text in any of them */
    static String text(Incoming incoming, Notes notes) {
        byte[] body = incoming.body();
        Map<String, Charset> said = said(incoming, notes);
        Charset mark = said.get("its byte order mark");
        said.forEach((who, charset) -> said.values().stream()
                .findFirst()
                .filter(first -> !first.equals(charset) && !(isUtf16(first) && isUtf16(charset)))
                .ifPresent(first -> notes.add("Read the text as " + first.name() + " by "
                        + said.keySet().iterator().next() + ", though " + who + " says " + charset.name())));
        int skipped = mark == null ? 0 : markLength(body);
        for (Map.Entry<String, Charset> one : said.entrySet()) {
            String text = decoded(body, skipped, one.getValue());
            if (text != null) {
                return text;
            }
            notes.add("The text is not in " + one.getValue().name() + ", as " + one.getKey() + " says");
        }
        String utf8 = decoded(body, skipped, StandardCharsets.UTF_8);
        return utf8 != null ? utf8 : detected(body, notes);
    }

    private static String detected(byte[] body, Notes notes) {
        CharsetDetector detector = new CharsetDetector();
        detector.setText(body);
        // tags are ASCII in every encoding, and say nothing
        detector.enableInputFilter(true);
        CharsetMatch match = detector.detect();
        if (match != null && match.getConfidence() >= SURE_ENOUGH) {
            Charset charset = known(match.getName());
            String text = charset == null ? null : decoded(body, 0, charset);
            if (charset != null && text != null) {
                notes.add("Read the text as " + charset.name() + ", which its bytes look like. Send UTF-8 to be sure");
                return text;
            }
        }
        throw new UnreadableInputException(
                "encoding-invalid",
                "Expected text in UTF-8 or in the encoding it declares, but its bytes are neither. Save it as UTF-8.");
    }

    /** Who says which encoding it is, the first to be believed first. */
    private static Map<String, Charset> said(Incoming incoming, Notes notes) {
        byte[] body = incoming.body();
        Map<String, Charset> said = new LinkedHashMap<>();
        Charset mark = mark(body);
        if (mark != null) {
            said.put("its byte order mark", mark);
        }
        String start = new String(body, 0, Math.min(body.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
        add("the request", group(CHARSET, incoming.contentType()), said, notes);
        add("its XML declaration", group(XML, mark == null ? start : start.substring(markLength(body))), said, notes);
        add("its meta element", group(META, start), said, notes);
        return said;
    }

    private static void add(String who, @Nullable String name, Map<String, Charset> said, Notes notes) {
        if (name == null) {
            return;
        }
        Charset charset = known(name);
        if (charset == null) {
            notes.add("Passed over the encoding " + name + " that " + who + " says, which is not known");
        } else if (!(isUtf16(charset) && !who.equals("the request"))) {
            // what can be read as ASCII is not in UTF-16, whatever it says
            said.put(who, charset);
        }
    }

    private static @Nullable Charset known(String name) {
        try {
            // as browsers do: what is called Latin-1 or ASCII has Windows' quotation marks in it
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "iso-8859-1", "latin1", "us-ascii", "ascii" -> WINDOWS;
                default -> Charset.forName(name);
            };
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isUtf16(Charset charset) {
        return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
    }

    private static @Nullable Charset mark(byte[] body) {
        return switch (markLength(body)) {
            case 3 -> StandardCharsets.UTF_8;
            case 4 -> body[0] == 0 ? Charset.forName("UTF-32BE") : Charset.forName("UTF-32LE");
            case 2 -> body[0] == (byte) 0xFE ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
            default -> null;
        };
    }

    private static int markLength(byte[] body) {
        if (starts(body, 0xEF, 0xBB, 0xBF)) {
            return 3;
        }
        if (starts(body, 0xFF, 0xFE, 0, 0) || starts(body, 0, 0, 0xFE, 0xFF)) {
            return 4;
        }
        return starts(body, 0xFF, 0xFE) || starts(body, 0xFE, 0xFF) ? 2 : 0;
    }

    private static boolean starts(byte[] body, int... with) {
        if (body.length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if ((body[i] & 0xFF) != with[i]) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String decoded(byte[] body, int from, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body, from, body.length - from))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static @Nullable String group(Pattern pattern, @Nullable String text) {
        Matcher matcher = pattern.matcher(text == null ? "" : text);
        return matcher.find() ? matcher.group(1) : null;
    }
}
