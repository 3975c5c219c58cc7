package io.copyflow.desk.web;

import java.util.function.Function;

/** One thing people do at the desk: its pages, and what can be asked for on them. A package of its own. */
public interface Screen {

    /** Adds its pages and deeds. */
    void addTo(Routes routes);

    /** Where a screen's pages and deeds go. Both need somebody to be chosen. */
    interface Routes {

        /** A page to look at. */
        void page(String path, Function<Visit, Reply> page);

        /** A form that is sent. Its token has been checked. */
        void deed(String path, Function<Visit, Reply> deed);
    }
}
