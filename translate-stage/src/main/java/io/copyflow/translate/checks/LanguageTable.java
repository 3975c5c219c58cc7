package io.copyflow.translate.checks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What Unicode's data lacks, in a file beside this class: a line for a language and a thing, its words divided by
 * commas.
 */
final class LanguageTable {

    /**
     * A line.
     *
     * @param thing what the words stand for
     */
    record Row(String thing, List<String> words) {}

    private LanguageTable() {}

    /** The rows of a language, given without script and region. */
    static List<Row> rows(String file, String language) {
        try (InputStream in = LanguageTable.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " belongs beside " + LanguageTable.class);
            }
            List<Row> rows = new ArrayList<>();
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split("\t");
                if (cells[0].equals(language)) {
                    rows.add(new Row(cells[1], Arrays.asList(cells[2].split(", "))));
                }
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
