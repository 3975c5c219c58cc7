package io.copyflow.translate.engine.http;

import java.net.URI;

/** Paths under a server's address, which may have a path itself. */
final class Addresses {

    private Addresses() {}

    static URI under(URI server, String path) {
        String base = server.toString();
        return URI.create(base.endsWith("/") ? base : base + "/").resolve(path);
    }
}
