package io.copyflow.desk.web;

import io.javalin.config.RoutesConfig;

/** How people come in, and go. */
sealed interface Entrance permits Chooser, ProviderEntrance {

    /** Where whoever is not known is sent, with {@code ?to=} where they wanted to go. */
    String path();

    /** Whether somebody vouches for it that people are who they say. */
    boolean isVouchedFor();

    /** Adds the ways in and out. */
    void addTo(RoutesConfig routes, Pages pages);
}
