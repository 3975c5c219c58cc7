package io.copyflow.launcher.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown page of the repository.
 *
 * @param file its place, relative to the root
 * @param text its text
 */
record Page(Path file, String text) {

    /** The repository's root, from a module's folder. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern FENCE = Pattern.compile("(?ms)^( *)```([a-z]*)\\n(.*?)^ *```$");
    private static final Pattern LINK = Pattern.compile("(?<!`)!?\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");

    /**
     * A fenced block.
     *
     * @param language as written after the fence; empty when it names none
     * @param line the line of the page its first line is
     */
    record Block(String language, String text, int line) {}

    static Page of(String file) {
        try {
            return new Page(Path.of(file), Files.readString(ROOT.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every page: what a reader of the repository sees, without what a build makes. */
    static List<Page> all() {
        List<Page> pages = new ArrayList<>();
        collect(ROOT, pages);
        return pages;
    }

    private static void collect(Path folder, List<Page> pages) {
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.sorted().toList()) {
                String name = child.getFileName().toString();
                if (Files.isDirectory(child)) {
                    // sources hold no pages, and build output is nobody's reading
                    if (!name.startsWith(".")
                            && !Set.of("target", "src", "copyflow-data", "node_modules")
                                    .contains(name)) {
                        collect(child, pages);
                    }
                } else if (name.endsWith(".md")) {
                    pages.add(of(ROOT.relativize(child).toString()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Block> blocks(String... languages) {
        List<Block> blocks = new ArrayList<>();
        Matcher fence = FENCE.matcher(text);
        while (fence.find()) {
            if (Set.of(languages).contains(fence.group(2))) {
                String indent = fence.group(1);
                String inside =
                        indent.isEmpty() ? fence.group(3) : fence.group(3).replaceAll("(?m)^" + indent, "");
                int line = (int) text.substring(0, fence.start(3))
                                .chars()
                                .filter(c -> c == '\n')
                                .count()
                        + 1;
                blocks.add(new Block(fence.group(2), inside, line));
            }
        }
        return blocks;
    }

    /** The text without fenced blocks. */
    String prose() {
        return FENCE.matcher(text).replaceAll("");
    }

    /** Where its links lead, as written; links to the web and to mail are left out. */
    List<String> relativeLinks() {
        return LINK.matcher(prose())
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.matches("[a-z]+:.*"))
                .toList();
    }

    /** The anchors of its headings, as GitHub makes them. */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(prose()).results().forEach(heading -> {
            String anchor = heading.group(1)
                    .strip()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            String unique = anchor;
            for (int n = 1; !anchors.add(unique); n++) {
                unique = anchor + "-" + n;
            }
        });
        return anchors;
    }

    /** The rows of its tables, each cell stripped; headers and rulers included. */
    List<List<String>> rows() {
        return prose().lines()
                .filter(line -> line.startsWith("| ") && line.endsWith(" |"))
                .map(line -> Stream.of(line.substring(1, line.length() - 1).split("(?<!\\\\)\\|", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
