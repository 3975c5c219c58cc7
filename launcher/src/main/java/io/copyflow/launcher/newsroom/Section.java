package io.copyflow.launcher.newsroom;

import io.copyflow.contract.Ed25519;
import io.copyflow.contract.LanguageTag;
import io.copyflow.contract.StatedTime;
import io.copyflow.contract.TextRules;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One set of keys in the file: the whole file, the newsroom, a desk, a person. Its methods give a key's value, or null
 * when it is not there or wrong; what is wrong is told to the remarks.
 */
final class Section {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.-]*");
    private static final int LONGEST_ID = 100;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_WORDING = 500;
    private static final int MOST_SIGN_OFFS = 9;
    private static final int MOST_CLAIMS = 999;
    private static final int LEAST_URGENT = 8;
    private static final int MOST_POSTS = 999;
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Set<String> COUNTRIES = Set.copyOf(Arrays.asList(Locale.getISOCountries()));
    private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

    /** Codes in wide use that ISO 3166 does not have. */
    private static final Map<String, String> COUNTRY_SLIPS = Map.of("UK", "GB", "EL", "GR");

    /**
     * What a section looks like.
     *
     * @param name with its article, such as {@code a desk}
     */
    record Shape(String name, List<String> required, List<String> optional) {

        List<String> keys() {
            return Stream.concat(required.stream(), optional.stream()).toList();
        }
    }

    /** A value with its place. */
    record Placed<T>(T value, Node node) {}

    private final Node node;
    private final Map<String, Node> values;
    private final Remarks mistakes;

    private Section(Node node, Map<String, Node> values, Remarks mistakes) {
        this.node = node;
        this.values = values;
        this.mistakes = mistakes;
    }

    /** The section of a node; null when it is something else than keys with values, which is then told. */
    static @Nullable Section of(Node node, Shape shape, Remarks mistakes) {
        if (!(node instanceof MappingNode mapping)) {
            mistakes.add(
                    node,
                    "Expected " + shape.name + " with its keys (" + Spelling.list(shape.keys()) + "), but got "
                            + described(node) + ". Write them as key: value.");
            return null;
        }
        Map<String, Node> values = new LinkedHashMap<>();
        Map<String, Node> keyNodes = new HashMap<>();
        Set<String> misspelt = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                mistakes.add(
                        tuple.getKeyNode(),
                        "Expected a key of " + shape.name + ", but got " + described(tuple.getKeyNode())
                                + ". Keys are plain words: " + Spelling.list(shape.keys()) + ".");
                continue;
            }
            String key = keyNode.getValue();
            Node first = keyNodes.putIfAbsent(key, keyNode);
            if (first != null) {
                mistakes.add(
                        keyNode,
                        "Expected each key once in " + shape.name + ", but " + Spelling.quoted(key)
                                + " stands already in line " + line(first) + ". Leave one of them.");
            } else if (shape.keys().contains(key)) {
                values.put(key, tuple.getValueNode());
            } else {
                String nearest = Spelling.nearest(key, shape.keys());
                if (nearest != null) {
                    misspelt.add(nearest);
                }
                mistakes.add(
                        keyNode,
                        "Expected a key of " + shape.name + ", but there is no key " + Spelling.quoted(key) + "."
                                + Spelling.hint(key, shape.keys()));
            }
        }
        for (String key : shape.required) {
            // a misspelt key is told once, not also as missing
            if (!values.containsKey(key) && !misspelt.contains(key)) {
                mistakes.add(node, "Expected the key '" + key + "' in " + shape.name + ", but it is missing. Add it.");
            }
        }
        return new Section(node, values, mistakes);
    }

    /** Where it begins. */
    Node node() {
        return node;
    }

    /** The node of a key. */
    @Nullable
    Node value(String key) {
        return values.get(key);
    }

    /** The items of a list; none when it is not there or no list, which is then told. */
    List<Node> items(String key) {
        Node value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        mistakes.add(
                value,
                "Expected a list for '" + key + "', but got " + described(value)
                        + ". Write [a, b], or one item a line with '- ' before it; an empty list is [].");
        return List.of();
    }

    /** A name for people to read. */
    @Nullable
    Placed<String> name(String key) {
        return read(key, "text", text -> line(text, key, LONGEST_NAME, "a name"));
    }

    private static Checked<String> line(String text, String key, int longest, String what) {
        if (text.isBlank()) {
            return Checked.wrong("Expected text for '" + key + "', but it is blank. Write " + what + ".");
        }
        if (text.codePointCount(0, text.length()) > longest) {
            return Checked.wrong("Expected at most " + longest + " characters for '" + key + "', but got "
                    + text.codePointCount(0, text.length()) + ". Shorten it.");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            return Checked.wrong("Expected one line of text for '" + key + "', but got " + Spelling.quoted(text)
                    + " with a control character. Remove it.");
        }
        return Checked.right(Normalizer.normalize(text.strip(), Normalizer.Form.NFC));
    }

    /** What something is called: as a word in a text. */
    @Nullable
    Placed<String> wording(String key) {
        return read(key, "text", text -> wording(text, key));
    }

    /** What something is called, each once: a list, or one alone. */
    List<Placed<String>> wordings(String key) {
        Node value = values.get(key);
        return value == null ? List.of() : wordings(value, key);
    }

    /** What something is called in each language, in the file's order; none where it is wrong, which is then told. */
    Map<String, List<Placed<String>>> wordingsByLanguage(String key) {
        Node value = values.get(key);
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof MappingNode mapping) || mapping.getValue().isEmpty()) {
            mistakes.add(
                    value,
                    "Expected at least one language with its wordings for '" + key + "', but got "
                            + (value instanceof MappingNode ? "none" : described(value))
                            + ". Write such as en: press release.");
            return Map.of();
        }
        Map<String, List<Placed<String>>> read = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Placed<String> language = read(
                    tuple.getKeyNode(),
                    "a language tag in '" + key + "'",
                    text -> language(text, "a key of '" + key + "'"));
            if (language == null) {
                continue;
            }
            List<Placed<String>> wordings = wordings(tuple.getValueNode(), language.value());
            if (read.putIfAbsent(language.value(), wordings) != null) {
                mistakes.add(
                        language.node(),
                        "Expected each language once in '" + key + "', but '" + language.value()
                                + "' stands in it already. Put its wordings into one list.");
            }
        }
        return read;
    }

    private List<Placed<String>> wordings(Node value, String key) {
        List<Node> items = value instanceof SequenceNode sequence ? sequence.getValue() : List.of(value);
        if (items.isEmpty()) {
            mistakes.add(value, "Expected at least one item for '" + key + "', but the list is empty. Add one.");
        }
        return eachOnce(items, key, "text", text -> wording(text, key));
    }

    private static Checked<String> wording(String text, String key) {
        Checked<String> line = line(text, key, LONGEST_WORDING, "a wording, or remove it");
        return line.value == null || line.value.codePoints().noneMatch(TextRules::isForbidden)
                ? line
                : Checked.wrong(
                        "Expected a wording for '" + key + "' that a text may hold, but " + Spelling.quoted(text)
                                + " has a hidden character that turns the direction of writing. Remove it.");
    }

    /** An id: lower-case ASCII letters, digits, dots, hyphens. */
    @Nullable
    Placed<String> id(String key) {
        return read(key, "an id", text -> id(text, "'" + key + "'"));
    }

    /** Ids, each once. */
    List<Placed<String>> ids(String key) {
        return list(key, "an id", text -> id(text, "an item of '" + key + "'"));
    }

    private static Checked<String> id(String text, String where) {
        if (text.length() > LONGEST_ID) {
            return Checked.wrong("Expected an id of at most " + LONGEST_ID + " characters for " + where + ", but got "
                    + text.length() + ". Shorten it.");
        }
        return ID.matcher(text).matches()
                ? Checked.right(text)
                : Checked.wrong("Expected an id for " + where + ", but got " + Spelling.quoted(text)
                        + ". Ids are lower-case ASCII letters, digits, dots and hyphens" + suggestedId(text) + ".");
    }

    /** A BCP 47 tag in its canonical spelling. */
    @Nullable
    Placed<String> language(String key) {
        return read(key, "a language tag", text -> language(text, "'" + key + "'"));
    }

    /** Languages, each once. */
    List<Placed<String>> languages(String key) {
        return list(key, "a language tag", text -> language(text, "an item of '" + key + "'"));
    }

    private static Checked<String> language(String text, String where) {
        String canonical = LanguageTag.canonical(text);
        if (text.equals(canonical)) {
            return Checked.right(text);
        }
        String meant = canonical == null ? LanguageTag.canonicalOfLoose(text) : canonical;
        return Checked.wrong("Expected a BCP 47 language tag for " + where + ", but got " + Spelling.quoted(text)
                + (meant == null || meant.equals("und")
                        ? ". Tags are such as en, zh-Hans, kk-Cyrl."
                        : ". Write " + meant + "."));
    }

    /** A country by ISO 3166-1 alpha-2. */
    @Nullable
    Placed<String> country(String key) {
        return read(key, "a country", text -> {
            if (COUNTRIES.contains(text)) {
                return Checked.right(text);
            }
            String upper = text.toUpperCase(Locale.ROOT);
            String meant = COUNTRIES.contains(upper) ? upper : COUNTRY_SLIPS.get(upper);
            return Checked.wrong("Expected a country by its ISO 3166 code for '" + key + "', but got "
                    + Spelling.quoted(text)
                    + (meant == null ? ". Codes are two capital letters, such as KZ." : ". Write " + meant + "."));
        });
    }

    /** An IANA time zone. */
    @Nullable
    Placed<String> timeZone(String key) {
        return read(
                key,
                "a time zone",
                text -> ZONES.contains(text)
                        ? Checked.right(text)
                        : Checked.wrong("Expected an IANA time zone for '" + key + "', but got " + Spelling.quoted(text)
                                + "." + zoneHint(text)));
    }

    /** A duration longer than nothing. */
    @Nullable
    Placed<Duration> duration(String key) {
        return read(key, "a duration", text -> {
            try {
                Duration duration = Duration.parse(text);
                if (duration.compareTo(Duration.ofMillis(1)) < 0 || duration.compareTo(LONGEST) > 0) {
                    return Checked.wrong("Expected a duration for '" + key + "' longer than nothing and at most "
                            + LONGEST.toDays() + " days, but got " + Spelling.quoted(text)
                            + ". Write such as PT3H.");
                }
                return Checked.right(duration);
            } catch (DateTimeParseException e) {
                return Checked.wrong("Expected an ISO 8601 duration for '" + key + "', but got " + Spelling.quoted(text)
                        + ". Write PT90M for 90 minutes, PT3H for 3 hours, P2D for 2 days.");
            }
        });
    }

    /** A time, to the millisecond as Avro keeps it. */
    @Nullable
    Placed<Instant> time(String key) {
        return read(key, "a time", text -> {
            try {
                return Checked.right(StatedTime.checked(Instant.parse(text).truncatedTo(ChronoUnit.MILLIS)));
            } catch (DateTimeParseException e) {
                return Checked.wrong("Expected an ISO 8601 time in UTC for '" + key + "', but got "
                        + Spelling.quoted(text) + ". Write such as 2026-03-03T12:00:00Z.");
            }
        });
    }

    /** The 32 bytes of an Ed25519 public key, in Base64. */
    @Nullable
    Placed<byte[]> publicKey(String key) {
        return read(key, "a public key", text -> {
            byte[] bytes;
            try {
                bytes = Base64.getDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                bytes = new byte[0];
            }
            return Ed25519.isPublicKey(bytes)
                    ? Checked.right(bytes)
                    : Checked.wrong("Expected the 32 bytes of an Ed25519 public key in Base64 for '" + key
                            + "', but got " + Spelling.quoted(text) + ". Have 'copyflow keys make' write it.");
        });
    }

    /** How many sign-offs: 1 to 9. */
    @Nullable
    Placed<Integer> signOffs(String key) {
        return number(key, MOST_SIGN_OFFS, "Write how many different web editors sign.");
    }

    /** How many translations somebody may hold: 1 to 999. */
    @Nullable
    Placed<Integer> claimLimit(String key) {
        return number(
                key, MOST_CLAIMS, "Write how many translations one person may hold, or leave it out for any number.");
    }

    /** An urgency: 1 (flash) to 8. */
    @Nullable
    Placed<Integer> urgency(String key) {
        return number(key, LEAST_URGENT, "Write the least urgent that it takes, 1 for flashes only.");
    }

    /** How much an account may do in an hour: 1 to 999. */
    @Nullable
    Placed<Integer> postsPerHour(String key) {
        return number(
                key, MOST_POSTS, "Write the most posts in an hour, or leave it out for what the network documents.");
    }

    private @Nullable Placed<Integer> number(String key, int most, String whatToDo) {
        Node value = values.get(key);
        if (value == null) {
            return null;
        }
        if (value instanceof ScalarNode scalar
                && scalar.getTag().equals(Tag.INT)
                && scalar.getValue().matches("[1-9][0-9]{0,2}")
                && Integer.parseInt(scalar.getValue()) <= most) {
            return new Placed<>(Integer.parseInt(scalar.getValue()), value);
        }
        mistakes.add(
                value,
                "Expected a number from 1 to " + most + " for '" + key + "', but got " + described(value) + ". "
                        + whatToDo);
        return null;
    }

    /** One of some words. */
    <T> @Nullable Placed<T> oneOf(String key, Map<String, T> words) {
        return read(key, "one word", text -> known(text, "'" + key + "'", words));
    }

    /** Some of some words, each once. */
    <T> List<Placed<T>> someOf(String key, Map<String, T> words) {
        return list(key, "one word", text -> known(text, "an item of '" + key + "'", words));
    }

    private static <T> Checked<T> known(String text, String where, Map<String, T> words) {
        T value = words.get(text);
        return value != null
                ? Checked.right(value)
                : Checked.wrong("Expected one of " + Spelling.list(words.keySet()) + " for " + where + ", but got "
                        + Spelling.quoted(text) + "." + nearestOnly(text, words));
    }

    private static String nearestOnly(String text, Map<String, ?> words) {
        String nearest = Spelling.nearest(text, words.keySet());
        return nearest == null ? " Choose one of them." : " Did you mean '" + nearest + "'?";
    }

    private <T> @Nullable Placed<T> read(String key, String what, Function<String, Checked<T>> check) {
        Node value = values.get(key);
        return value == null ? null : read(value, what + " for '" + key + "'", check);
    }

    private <T> @Nullable Placed<T> read(Node value, String what, Function<String, Checked<T>> check) {
        if (!(value instanceof ScalarNode scalar) || !scalar.getTag().equals(Tag.STR)) {
            mistakes.add(value, "Expected " + what + ", but got " + described(value) + "." + retype(value));
            return null;
        }
        Checked<T> checked = check.apply(scalar.getValue());
        if (checked.value == null) {
            mistakes.add(value, checked.mistake);
            return null;
        }
        return new Placed<>(checked.value, value);
    }

    private <T> List<Placed<T>> list(String key, String what, Function<String, Checked<T>> check) {
        List<Node> items = items(key);
        if (items.isEmpty() && values.get(key) instanceof SequenceNode empty) {
            mistakes.add(empty, "Expected at least one item for '" + key + "', but the list is empty. Add one.");
        }
        return eachOnce(items, key, what, check);
    }

    private <T> List<Placed<T>> eachOnce(
            List<Node> items, String key, String what, Function<String, Checked<T>> check) {
        List<Placed<T>> read = new ArrayList<>();
        Map<T, Node> seen = new HashMap<>();
        for (Node item : items) {
            Placed<T> placed = read(item, what + " in '" + key + "'", check);
            if (placed == null) {
                continue;
            }
            if (seen.putIfAbsent(placed.value, item) != null) {
                mistakes.add(
                        item,
                        "Expected each item of '" + key + "' once, but "
                                + Spelling.quoted(((ScalarNode) item).getValue()) + " stands in it already."
                                + " Remove one of them.");
            } else {
                read.add(placed);
            }
        }
        return read;
    }

    /** A line number, from 1. */
    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private static String described(Node node) {
        if (node instanceof MappingNode) {
            return "keys with values";
        }
        if (node instanceof SequenceNode) {
            return "a list";
        }
        String text = ((ScalarNode) node).getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return "nothing";
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return "the number " + text;
        }
        return tag.equals(Tag.BOOL) ? "the truth value " + text : "the text " + Spelling.quoted(text);
    }

    private static String retype(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getTag().equals(Tag.NULL)
                    ? " Write a value, or remove the key."
                    : " If it is meant as text, put it in quotes: \"" + scalar.getValue() + "\".";
        }
        return " Write one value without brackets.";
    }

    private static String suggestedId(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9.]+", "-")
                .replaceAll("^[.-]+|[.-]+$", "");
        return plain.isEmpty() ? "" : ", such as " + plain;
    }

    private static String zoneHint(String text) {
        String nearest = Spelling.nearest(text, ZONES);
        return nearest == null ? " Zones are such as Asia/Almaty." : " Did you mean '" + nearest + "'?";
    }

    /** What a check found: a value, or a sentence on what is wrong. */
    private record Checked<T>(@Nullable T value, String mistake) {

        static <T> Checked<T> right(T value) {
            return new Checked<>(value, "");
        }

        static <T> Checked<T> wrong(String mistake) {
            return new Checked<>(null, mistake);
        }
    }
}
