package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.schemas.directory.Desk;
import io.copyflow.schemas.directory.DirectoryEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecodedEntriesTest {

    private final Map<String, String> store = new HashMap<>(Map.of("desk/africa", "Africa"));
    private final List<String> asked = new ArrayList<>();
    private final DirectoryState state = new DirectoryState();
    private final DecodedEntries entries = new DecodedEntries(this::decode, state::now);

    private DirectoryEntry decode(String key) {
        asked.add(key);
        return store.containsKey(key) ? new DirectoryEntry(Instant.EPOCH, new Desk("africa", store.get(key))) : null;
    }

    @Test
    void each_is_decoded_once_until_the_directory_changes() {
        assertThat(entries.apply("desk/africa")).isSameAs(entries.apply("desk/africa"));
        assertThat(asked).containsExactly("desk/africa");

        store.put("desk/africa", "Africa and the Middle East");
        state.changed();

        assertThat(entries.apply("desk/africa"))
                .extracting(entry -> ((Desk) entry.getBody()).getName())
                .isEqualTo("Africa and the Middle East");
    }

    @Test
    void what_is_gone_is_not_given_any_more() {
        entries.apply("desk/africa");
        store.clear();
        state.changed();

        assertThat(entries.apply("desk/africa")).isNull();
    }

    @Test
    void what_there_is_not_is_looked_for_each_time() {
        assertThat(entries.apply("person/nobody")).isNull();
        assertThat(entries.apply("person/nobody")).isNull();

        assertThat(asked).hasSize(2);
    }
}
