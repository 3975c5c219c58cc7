package io.copyflow.launcher.bots;

import io.copyflow.schemas.story.SubmitStory;
import io.copyflow.schemas.text.Block;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import io.copyflow.schemas.text.TranslatedSegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stories and translations of invented words, in the languages' own scripts: a headline and {@value #PARAGRAPHS}
 * paragraphs, about 2.5 KB of UTF-8. The same seed gives the same text; no two stories and no two languages have the
 * same.
 */
public final class InventedText implements Translations {

    /** Paragraphs of a story, besides its headline. */
    static final int PARAGRAPHS = 20;

    private static final int PARAGRAPH_BYTES = 115;
    private static final int HEADLINE_LETTERS = 30;
    private static final int POOL = 256;

    private final long seed;
    private final Map<String, List<String>> paragraphs = new ConcurrentHashMap<>();

    public InventedText(long seed) {
        this.seed = seed;
    }

    /**
     * The text of a story as a reporter hands it in.
     *
     * @param name unlike that of any other story; it stands in every paragraph
     */
    public List<Block> story(String name, String language) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block(SegmentKind.HEADLINE, headline(language, name), List.of(), null));
        for (int place = 1; place <= PARAGRAPHS; place++) {
            blocks.add(new Block(SegmentKind.PARAGRAPH, paragraph(language, name + "." + place), List.of(), null));
        }
        return blocks;
    }

    /** A story to be handed in, without desk and bureau. */
    public SubmitStory submission(String clientId, String name, String language, List<String> targets) {
        return new SubmitStory(
                clientId, language, story(name, language), null, null, 5, targets, null, null, null, null);
    }

    /** The segments that a story's blocks become: ids {@code headline}, {@code b1}, {@code b2} … */
    public static List<Segment> segments(List<Block> blocks) {
        List<Segment> segments = new ArrayList<>();
        for (Block block : blocks) {
            String id = block.getKind() == SegmentKind.HEADLINE ? "headline" : "b" + segments.size();
            segments.add(new Segment(id, block.getKind(), block.getText(), block.getMarks(), block.getMedia()));
        }
        return segments;
    }

    @Override
    public List<TranslatedSegment> translate(String language, List<Segment> source) {
        List<TranslatedSegment> translated = new ArrayList<>(source.size());
        for (Segment segment : source) {
            String text = segment.getText();
            String name = text.substring(text.lastIndexOf(' ') + 1);
            translated.add(new TranslatedSegment(
                    segment.getId(),
                    segment.getKind() == SegmentKind.HEADLINE ? headline(language, name) : paragraph(language, name),
                    List.of(),
                    Origin.PERSON,
                    null));
        }
        return translated;
    }

    private String headline(String language, String name) {
        String words = paragraph(language, name);
        return words.substring(0, Math.min(HEADLINE_LETTERS, words.length())).strip() + " " + name;
    }

    private String paragraph(String language, String name) {
        List<String> pool = paragraphs.computeIfAbsent(language, this::pool);
        return pool.get(Math.floorMod(31 * name.hashCode() + language.hashCode(), POOL)) + " " + name;
    }

    private List<String> pool(String language) {
        SplittableRandom random = new SplittableRandom(seed ^ language.hashCode());
        String letters = letters(language);
        List<String> words = new ArrayList<>();
        for (int word = 0; word < 1_500; word++) {
            words.add(word(letters, random));
        }
        List<String> pool = new ArrayList<>();
        for (int paragraph = 0; paragraph < POOL; paragraph++) {
            StringBuilder text = new StringBuilder();
            int bytes = 0;
            while (bytes < PARAGRAPH_BYTES) {
                // Some words are met far more often than others, as in any language.
                double nearness = random.nextDouble();
                String word = words.get((int) (nearness * nearness * words.size()));
                text.append(text.isEmpty() ? "" : " ").append(word);
                bytes += word.getBytes(StandardCharsets.UTF_8).length + 1;
            }
            pool.add(text.append('.').toString());
        }
        return List.copyOf(pool);
    }

    private static String word(String letters, SplittableRandom random) {
        int length = 2 + random.nextInt(8);
        StringBuilder word = new StringBuilder();
        for (int letter = 0; letter < length; letter++) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    /** Letters that are whole by themselves, so that any row of them is in Unicode NFC. */
    private static String letters(String language) {
        return switch (language) {
            case "ru", "kk-Cyrl" -> range('а', 'я');
            case "ar" -> range('ب', 'غ');
            case "el" -> range('α', 'ω').replace("ς", "");
            case "th" -> range('ก', 'ฮ');
            case "ja" -> range('あ', 'ん');
            case "zh-Hans" -> range('一', '丿');
            case "ko" -> range('가', '깋');
            default -> range('a', 'z');
        };
    }

    private static String range(char first, char last) {
        StringBuilder letters = new StringBuilder();
        for (char letter = first; letter <= last; letter++) {
            letters.append(letter);
        }
        return letters.toString();
    }
}
