package io.copyflow.channels.website;

import com.ibm.icu.text.DateTimePatternGenerator;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;

/**
 * A moment as readers of a language write it, and as machines do.
 *
 * @param iso with offset, for {@code datetime}
 * @param words such as {@code 3 марта 2026 г. в 14:05 UTC}; the Thai one counts years as Thais do
 */
public record LongTime(String iso, String words) {

    /** Date, time of day and zone. */
    static LongTime of(Instant moment, String language, ZoneId zone) {
        return of(moment, language, zone, "yMMMMdjmz");
    }

    /** The time of day alone, for what stands under its date. */
    static LongTime ofDay(Instant moment, String language, ZoneId zone) {
        return of(moment, language, zone, "jm");
    }

    /** A day with its weekday, such as {@code вторник, 3 марта 2026 г.}; {@link #iso} is the date alone. */
    static LongTime day(Instant moment, String language, ZoneId zone) {
        LongTime day = of(moment, language, zone, "yMMMMEEEEd");
        return new LongTime(moment.atZone(zone).toLocalDate().toString(), day.words());
    }

    /** As machines write it, with the offset of a zone. */
    static String iso(Instant moment, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment.atZone(zone));
    }

    private static LongTime of(Instant moment, String language, ZoneId zone, String skeleton) {
        ULocale locale = locale(language);
        String pattern = DateTimePatternGenerator.getInstance(locale).getBestPattern(skeleton);
        SimpleDateFormat format = new SimpleDateFormat(pattern, locale);
        // ICU would print the id Z as an offset of nothing
        String zoneId = zone.normalized().equals(ZoneOffset.UTC) ? "Etc/UTC" : zone.getId();
        format.setTimeZone(TimeZone.getTimeZone(zoneId));
        return new LongTime(iso(moment, zone), format.format(Date.from(moment)));
    }

    private static ULocale locale(String language) {
        return switch (language) {
            // bare English means American to CLDR, but readers of an international edition come from everywhere
            case "en" -> ULocale.forLanguageTag("en-001");
            // the digits news sites in Arabic print, and those of the stories' own texts
            case "ar" -> ULocale.forLanguageTag("ar-u-nu-latn");
            default -> ULocale.forLanguageTag(language);
        };
    }
}
