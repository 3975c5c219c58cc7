package io.copyflow.launcher.log;

import java.io.Console;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * Where lines go.
 *
 * @param isTerminal whether a person reads them there: only then text is isolated by direction
 * @param hasColours whether tones are shown
 * @param width in columns
 * @param zone of the times shown
 */
public record Screen(boolean isTerminal, boolean hasColours, int width, ZoneId zone) {

    private static final int DEFAULT_WIDTH = 120;

    /** How a text is meant. */
    public enum Tone {
        PLAIN,
        STRONG(Style.bold),
        FAINT(Style.faint),
        GOOD(Style.fg_green),
        BAD(Style.fg_red),
        WAITING(Style.fg_yellow);

        private final IStyle[] styles;

        Tone(IStyle... styles) {
            this.styles = styles;
        }
    }

    /**
     * The standard output.
     *
     * @param ansi decides on colours: picocli's own way honours NO_COLOR
     */
    public static Screen standardOutput(Ansi ansi, ZoneId zone) {
        Console console = System.console();
        boolean isTerminal = console != null && console.isTerminal();
        return new Screen(isTerminal, ansi.enabled(), width(System.getenv("COLUMNS")), zone);
    }

    /** A file: no colours, nothing isolated. */
    static Screen plain(int width, ZoneId zone) {
        return new Screen(false, false, width, zone);
    }

    private static int width(@Nullable String columns) {
        return columns != null && columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : DEFAULT_WIDTH;
    }

    /** The text as it goes there. */
    public String show(String text, Tone tone) {
        String shown = isTerminal ? text : PlainText.withoutIsolates(text);
        return hasColours && tone.styles.length > 0 && !shown.isBlank()
                ? Style.on(tone.styles) + shown + Style.off(tone.styles)
                : shown;
    }
}
