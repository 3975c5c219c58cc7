package io.copyflow.ingest.gateway;

import io.copyflow.contract.Refusal;
import org.jspecify.annotations.Nullable;

/** Says whether somebody may hand in at all, before anything is fetched for them. The stage asks again. */
@FunctionalInterface
interface HandingRight {

    /** Nothing is known of anybody. */
    HandingRight UNASKED = author -> null;

    /**
     * What keeps somebody from it; null when nothing does, or nobody is named.
     *
     * @param author whom the item names, if it does
     */
    @Nullable
    Refusal refusal(@Nullable String author);

    /**
     * The right of whoever hands in.
     *
     * @param person who that is, if they say; else it is whom the item names, else who answers for what wires send
     */
    static HandingRight of(StoryDesk desk, @Nullable String person) {
        return author -> {
            String named = person != null
                    ? person
                    : author != null ? author : desk.wireDefaults().person();
            return named == null || named.isBlank() ? null : desk.refusal(named.strip());
        };
    }
}
