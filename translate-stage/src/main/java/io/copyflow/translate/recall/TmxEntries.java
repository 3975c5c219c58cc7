package io.copyflow.translate.recall;

import io.copyflow.contract.Digest;
import io.copyflow.translate.exchange.TmxUnit;
import io.copyflow.translate.memory.EntryOrigin;
import io.copyflow.translate.memory.MemoryEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Entries of the memory as units of a TMX file, and the other way round. */
public final class TmxEntries {

    /** The type of the property that names the file a text was imported from. */
    private static final String FILE = "x-copyflow-file";

    private TmxEntries() {}

    /**
     * The entries that a unit is: from its source language into each other, or from each into each where the file leaves
     * that open. A unit with an id of its own has the same keys when it comes again with other texts.
     *
     * @param file the file's name
     * @param person id of the person who imports it
     * @param at when
     */
    public static List<MemoryEntry> of(TmxUnit unit, String file, String person, Instant at) {
        List<MemoryEntry> entries = new ArrayList<>();
        List<TmxUnit.Variant> variants = unit.variants();
        for (TmxUnit.Variant source : variants) {
            Map<String, Integer> ofLanguage = new HashMap<>();
            for (TmxUnit.Variant target : variants) {
                int nth = ofLanguage.merge(target.language(), 1, Integer::sum);
                if (isPair(unit, source, target)) {
                    entries.add(new MemoryEntry(
                            source.language(),
                            target.language(),
                            source.passage(),
                            target.passage(),
                            new EntryOrigin.TmxFile(
                                    file,
                                    unitKey(unit, source, target, nth),
                                    unit.createdBy(),
                                    unit.created(),
                                    person,
                                    at)));
                }
            }
        }
        return entries;
    }

    private static boolean isPair(TmxUnit unit, TmxUnit.Variant source, TmxUnit.Variant target) {
        return !source.language().equals(target.language())
                && (unit.sourceLanguage() == null || unit.sourceLanguage().equals(source.language()));
    }

    private static String unitKey(TmxUnit unit, TmxUnit.Variant source, TmxUnit.Variant target, int nth) {
        Digest digest = new Digest();
        if (unit.id() == null) {
            digest.text(source.passage().text()).text(target.passage().text());
        } else {
            digest.text(unit.id()).number(nth);
        }
        return HexFormat.of().formatHex(digest.first(16));
    }

    /** The unit that an entry is; its id is the entry's key. */
    public static TmxUnit of(MemoryEntry entry) {
        List<TmxUnit.Variant> variants = List.of(
                new TmxUnit.Variant(entry.sourceLanguage(), entry.source(), 0),
                new TmxUnit.Variant(entry.language(), entry.target(), 0));
        return switch (entry.origin()) {
            case EntryOrigin.ClearedStory story ->
                new TmxUnit(
                        entry.key(),
                        entry.sourceLanguage(),
                        variants,
                        story.translators().isEmpty() ? null : String.join(", ", story.translators()),
                        story.clearedAt(),
                        Map.of(TmxUnit.STORY, story.storyId()));
            case EntryOrigin.TmxFile file ->
                new TmxUnit(
                        entry.key(),
                        entry.sourceLanguage(),
                        variants,
                        file.madeBy(),
                        file.madeAt(),
                        Map.of(FILE, file.file()));
        };
    }
}
