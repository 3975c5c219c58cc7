package io.copyflow.translate.exchange;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.copyflow.contract.LanguageTag;
import io.copyflow.contract.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a glossary from CSV in UTF-8, with commas, semicolons or tabs, after a row of headings: {@code concept-id}, a
 * BCP 47 tag for each column of terms, {@code forbidden:} and a tag for each column of wordings not to use,
 * {@code do-not-translate} ({@code yes} or {@code no}) and {@code note}. Several wordings in a cell stand apart by
 * {@code |}, the preferred one first. Source: docs/reference/exchange-formats.md.
 */
public final class CsvGlossaryReader {

    private static final String FORBIDDEN = "forbidden:";
    private static final Set<String> YES = Set.of("yes", "true", "1");
    private static final Set<String> NO = Set.of("", "no", "false", "0");

    private CsvGlossaryReader() {}

    /** What a column holds. */
    private sealed interface Column {
        record Id() implements Column {}

        record Terms(String language) implements Column {}

        record Forbidden(String language) implements Column {}

        record DoNotTranslate() implements Column {}

        record Note() implements Column {}
    }

    /** Reads a file. Refuses it with {@code too-large}, {@code encoding-invalid}, {@code csv-invalid}. */
    public static GlossaryReading read(byte[] file, FileLimits limits) {
        try {
            return rows(text(file, limits));
        } catch (UnreadableFileException e) {
            return new GlossaryReading.Refused(e.refusal());
        }
    }

    private static String text(byte[] file, FileLimits limits) throws UnreadableFileException {
        if (file.length > limits.bytes()) {
            throw new UnreadableFileException(new Refusal(
                    "too-large",
                    "Expected a glossary of at most " + limits.bytes() + " bytes, but this one has " + file.length
                            + ". Divide it and import the parts."));
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UnreadableFileException(new Refusal(
                    "encoding-invalid",
                    "Expected a glossary in UTF-8, but this one is in another encoding. Save it as UTF-8 and import "
                            + "again."));
        }
    }

    private static GlossaryReading rows(String text) throws UnreadableFileException {
        TermEntry.Gathered entries = new TermEntry.Gathered();
        ObjectReader reader = new CsvMapper()
                .readerForListOf(String.class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .with(CsvSchema.emptySchema().withColumnSeparator(separator(text)));
        int line = 1;
        try (MappingIterator<List<String>> rows = reader.readValues(text)) {
            List<Column> columns = null;
            while (rows.hasNextValue()) {
                line = rows.getCurrentLocation().getLineNr();
                List<String> row = rows.nextValue();
                if (row.stream().allMatch(String::isBlank)) {
                    continue;
                }
                if (columns == null) {
                    columns = columns(row);
                } else {
                    row(row, columns, line, entries);
                }
            }
            if (columns == null) {
                throw invalid(1, "there is no row of headings");
            }
            return entries.reading();
        } catch (JacksonException e) {
            int at = e.getLocation() == null ? line : e.getLocation().getLineNr();
            throw invalid(at, String.valueOf(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new IllegalStateException("Reading a text in memory cannot fail", e);
        }
    }

    /** Whichever of the three the headings have most of. */
    private static char separator(String text) {
        int end = text.indexOf('\n');
        String headings = end < 0 ? text : text.substring(0, end);
        char separator = ',';
        for (char other : new char[] {';', '\t'}) {
            if (count(headings, other) > count(headings, separator)) {
                separator = other;
            }
        }
        return separator;
    }

    private static long count(String text, char c) {
        return text.chars().filter(is -> is == c).count();
    }

    private static List<Column> columns(List<String> headings) throws UnreadableFileException {
        List<Column> columns = new ArrayList<>();
        Set<Column> seen = new HashSet<>();
        for (String heading : headings) {
            Column column = column(heading.strip());
            if (column == null) {
                throw invalid(
                        1,
                        "'" + Excerpt.of(heading)
                                + "' is no heading: these are concept-id, note, do-not-translate, a language's tag such as fr,"
                                + " and forbidden: with a tag, such as forbidden:fr");
            }
            if (!seen.add(column)) {
                throw invalid(1, "the heading '" + Excerpt.of(heading) + "' comes twice");
            }
            columns.add(column);
        }
        return columns;
    }

    private static @Nullable Column column(String heading) {
        String lower = heading.toLowerCase(Locale.ROOT);
        if (lower.startsWith(FORBIDDEN)) {
            String language = LanguageTag.canonicalOfLoose(heading.substring(FORBIDDEN.length()));
            return language == null ? null : new Column.Forbidden(language);
        }
        return switch (lower) {
            case "concept-id" -> new Column.Id();
            case "note" -> new Column.Note();
            case "do-not-translate" -> new Column.DoNotTranslate();
            default -> {
                String language = LanguageTag.canonicalOfLoose(heading);
                yield language == null ? null : new Column.Terms(language);
            }
        };
    }

    private static void row(List<String> row, List<Column> columns, int line, TermEntry.Gathered entries) {
        TermEntry entry = new TermEntry(line);
        String id = null;
        String note = null;
        boolean doNotTranslate = false;
        if (row.size() > columns.size()) {
            entry.refuse("row-too-long", "at most " + columns.size() + " cells in a row", "has " + row.size());
        }
        for (int i = 0; i < Math.min(row.size(), columns.size()); i++) {
            String cell = row.get(i);
            switch (columns.get(i)) {
                case Column.Id() -> id = cell;
                case Column.Note() -> note = cell;
                case Column.DoNotTranslate() -> {
                    String flag = cell.strip().toLowerCase(Locale.ROOT);
                    doNotTranslate = YES.contains(flag);
                    if (!doNotTranslate && !NO.contains(flag)) {
                        entry.refuse("flag-invalid", "yes or no in do-not-translate", "has '" + Excerpt.of(cell) + "'");
                    }
                }
                case Column.Terms(String language) -> wordings(entry, language, cell, TermEntry.Use.ACCEPTED);
                case Column.Forbidden(String language) -> wordings(entry, language, cell, TermEntry.Use.FORBIDDEN);
            }
        }
        entries.add(entry, id, doNotTranslate, note);
    }

    private static void wordings(TermEntry entry, String language, String cell, TermEntry.Use use) {
        for (String wording : cell.split("\\|")) {
            entry.add(language, wording, use);
        }
    }

    private static UnreadableFileException invalid(int line, String why) {
        return new UnreadableFileException(new Refusal(
                "csv-invalid",
                "Expected a glossary as CSV, but in line " + line + ": " + why + ". Correct it and import again."));
    }
}
