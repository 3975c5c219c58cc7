package io.copyflow.desk.web;

import io.copyflow.contract.Digest;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/** The style sheet and the scripts: the desk's own, and htmx out of its jar. Nothing is fetched from elsewhere. */
public final class Assets {

    private static final String OWN = "/io/copyflow/desk/web/assets/";
    private static final Map<String, String> RESOURCES = Map.of(
            "desk.css", OWN + "desk.css",
            "desk.js", OWN + "desk.js",
            "translate.js", OWN + "translate.js",
            "icon.svg", OWN + "icon.svg",
            "htmx.js", webjar("htmx.org", "dist/htmx.min.js"),
            "sse.js", webjar("htmx-ext-sse", "sse.js"));
    private static final Map<String, Asset> ASSETS = RESOURCES.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> load(each.getValue())));

    private record Asset(byte[] bytes, String version) {}

    private Assets() {}

    /** The address of an asset, which changes with what is in it. */
    public static String address(String name) {
        return "/assets/" + Objects.requireNonNull(ASSETS.get(name), name).version + "/" + name;
    }

    static void answer(Context http) {
        String name = http.pathParam("name");
        Asset asset = ASSETS.get(name);
        if (asset == null) {
            throw new NotFoundResponse();
        }
        boolean isThis = asset.version.equals(http.pathParam("version"));
        http.header("Cache-Control", isThis ? "public, max-age=31536000, immutable" : "no-cache")
                .contentType(type(name))
                .result(asset.bytes);
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            default -> "image/svg+xml";
        };
    }

    private static Asset load(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from this build");
            }
            byte[] bytes = in.readAllBytes();
            Digest digest = new Digest();
            digest.text(HexFormat.of().formatHex(bytes));
            return new Asset(bytes, HexFormat.of().formatHex(digest.first(6)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The version is in the path, and Maven chooses it. */
    private static String webjar(String artifact, String file) {
        try (InputStream in =
                Assets.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties")) {
            if (in == null) {
                throw new IllegalStateException(artifact + " is missing from this build");
            }
            Properties pom = new Properties();
            pom.load(in);
            return "/META-INF/resources/webjars/" + artifact + "/" + pom.getProperty("version") + "/" + file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
