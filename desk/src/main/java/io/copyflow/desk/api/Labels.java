package io.copyflow.desk.api;

import java.util.Locale;

/** Names of enums as JSON has them: {@code LIST_ITEM} is {@code list-item}. */
final class Labels {

    private Labels() {}

    static String of(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String name(String label) {
        return label.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
