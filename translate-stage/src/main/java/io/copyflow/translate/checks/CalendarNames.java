package io.copyflow.translate.checks;

import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What months and days of the week are called in a language, in all its countries. */
record CalendarNames(List<Names> months, List<Names> days) {

    /**
     * The names of one month or day.
     *
     * @param usual as it is written
     * @param all in whatever country
     */
    record Names(String usual, Set<Wording> all) {}

    private static final int[] CONTEXTS = {DateFormatSymbols.STANDALONE, DateFormatSymbols.FORMAT};
    private static final int MONTHS = 12;
    private static final int DAYS = 7;

    static CalendarNames of(ULocale locale) {
        DateFormatSymbols usual = new DateFormatSymbols(locale);
        List<Names> months = new ArrayList<>();
        for (int month = 0; month < MONTHS; month++) {
            months.add(new Names(usual.getMonths(CONTEXTS[0], DateFormatSymbols.WIDE)[month], new LinkedHashSet<>()));
        }
        List<Names> days = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            days.add(new Names(usual.getWeekdays(CONTEXTS[0], DateFormatSymbols.WIDE)[day + 1], new LinkedHashSet<>()));
        }
        String script = ULocale.addLikelySubtags(locale).getScript();
        for (ULocale country : ULocale.getAvailableLocales()) {
            if (country.getLanguage().equals(locale.getLanguage())
                    && ULocale.addLikelySubtags(country).getScript().equals(script)) {
                learn(new DateFormatSymbols(country), months, days);
            }
        }
        for (LanguageTable.Row row : LanguageTable.rows("day-words.tsv", locale.getLanguage())) {
            row.words()
                    .forEach(word ->
                            days.get(Integer.parseInt(row.thing()) - 1).all().add(Wording.of(word)));
        }
        return new CalendarNames(months, days);
    }

    private static void learn(DateFormatSymbols symbols, List<Names> months, List<Names> days) {
        for (int context : CONTEXTS) {
            for (int month = 0; month < MONTHS; month++) {
                String name = symbols.getMonths(context, DateFormatSymbols.WIDE)[month];
                months.get(month).all().add(Wording.of(name));
            }
            for (int day = 0; day < DAYS; day++) {
                String name = symbols.getWeekdays(context, DateFormatSymbols.WIDE)[day + 1];
                days.get(day).all().add(Wording.of(name));
            }
        }
    }
}
