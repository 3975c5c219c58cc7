package io.copyflow.desk.web;

import com.ibm.icu.text.MeasureFormat;
import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.Measure;
import com.ibm.icu.util.MeasureUnit;
import com.ibm.icu.util.ULocale;
import io.copyflow.contract.LanguageTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The desk's own words in one language, from {@code words/<tag>.properties}: ICU message formats. Never a story's words,
 * nor a stage's.
 */
public final class Words {

    /** The languages there are words in. */
    public static final List<String> LANGUAGES = List.of("en", "zh-Hans", "kk-Cyrl", "ar");

    private static final Map<String, Words> BY_LANGUAGE =
            LANGUAGES.stream().collect(Collectors.toUnmodifiableMap(each -> each, Words::new));

    private final String language;
    private final ULocale locale;
    private final Properties words;
    private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();

    private Words(String language) {
        this.language = language;
        this.locale = ULocale.forLanguageTag(language);
        this.words = read(language);
    }

    /** @param language one of {@link #LANGUAGES} */
    public static Words of(String language) {
        return Objects.requireNonNull(BY_LANGUAGE.get(language), language);
    }

    /**
     * The words for a reader.
     *
     * @param chosen the language they chose; null when they did not
     * @param accepted the Accept-Language header; null without one
     */
    static Words forReader(@Nullable String chosen, @Nullable String accepted) {
        if (chosen != null && LANGUAGES.contains(chosen)) {
            return of(chosen);
        }
        if (accepted != null && accepted.length() < 500) {
            try {
                for (Locale.LanguageRange range : Locale.LanguageRange.parse(accepted)) {
                    String found = nearest(range.getRange());
                    if (found != null) {
                        return of(found);
                    }
                }
            } catch (IllegalArgumentException e) {
                // a header that says nothing
                return of(LANGUAGES.getFirst());
            }
        }
        return of(LANGUAGES.getFirst());
    }

    /** The same language in the same script: whoever reads zh-TW is not given zh-Hans. */
    private static @Nullable String nearest(String tag) {
        ULocale wanted = ULocale.addLikelySubtags(ULocale.forLanguageTag(tag));
        for (String language : LANGUAGES) {
            ULocale ours = ULocale.addLikelySubtags(ULocale.forLanguageTag(language));
            if (ours.getLanguage().equals(wanted.getLanguage())
                    && ours.getScript().equals(wanted.getScript())) {
                return language;
            }
        }
        return null;
    }

    public String language() {
        return language;
    }

    public String direction() {
        return LanguageTag.direction(language);
    }

    /** What is said under a key, with its gaps filled. */
    public String say(String key, @Nullable Object... values) {
        String pattern = words.getProperty(key);
        if (pattern == null) {
            throw new IllegalStateException("words/" + language + ".properties lacks '" + key + "'");
        }
        if (values.length == 0 && pattern.indexOf('{') < 0 && pattern.indexOf('\'') < 0) {
            return pattern;
        }
        MessageFormat format = formats.computeIfAbsent(key, each -> new MessageFormat(pattern, locale));
        // a format is not safe for threads
        synchronized (format) {
            return format.format(values);
        }
    }

    /** Whether there is something to say under a key. */
    public boolean has(String key) {
        return words.containsKey(key);
    }

    Set<String> keys() {
        return new TreeSet<>(words.stringPropertyNames());
    }

    String pattern(String key) {
        return words.getProperty(key);
    }

    /** A language's name in this one. */
    public String nameOf(String tag) {
        return ULocale.forLanguageTag(tag).getDisplayNameWithDialect(locale);
    }

    /** A language's name in itself. */
    public static String ownName(String tag) {
        ULocale itself = ULocale.forLanguageTag(tag);
        return itself.getDisplayNameWithDialect(itself);
    }

    /** The hour and minute, with the day where it is not today, and the year where it is not this one. */
    public String time(Instant time, Instant now, ZoneId zone) {
        ZonedDateTime local = time.atZone(zone);
        ZonedDateTime here = now.atZone(zone);
        String skeleton = local.toLocalDate().equals(here.toLocalDate())
                ? "Hm"
                : local.getYear() == here.getYear() ? "MMMdHm" : "yMMMdHm";
        return localized(skeleton).format(local);
    }

    /** Day, hour, minute, second. */
    public String wholeTime(Instant time, ZoneId zone) {
        return localized("yMMMdHms").format(time.atZone(zone));
    }

    private DateTimeFormatter localized(String skeleton) {
        return DateTimeFormatter.ofLocalizedPattern(skeleton).withLocale(locale.toLocale());
    }

    /** How long something is, in its largest unit: {@code 5 min}; of hours and days, where it is two at least. */
    public String length(Duration length) {
        Duration whole = length.abs();
        Measure measure = whole.toDays() > 1
                ? new Measure(whole.toDays(), MeasureUnit.DAY)
                : whole.toHours() > 1
                        ? new Measure(whole.toHours(), MeasureUnit.HOUR)
                        : whole.toMinutes() > 0
                                ? new Measure(whole.toMinutes(), MeasureUnit.MINUTE)
                                : new Measure(whole.toSeconds(), MeasureUnit.SECOND);
        return MeasureFormat.getInstance(locale, MeasureFormat.FormatWidth.SHORT)
                .formatMeasures(measure);
    }

    private static Properties read(String tag) {
        try (InputStream in = Words.class.getResourceAsStream("words/" + tag + ".properties")) {
            if (in == null) {
                throw new IllegalArgumentException("No words in " + tag);
            }
            Properties words = new Properties();
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
