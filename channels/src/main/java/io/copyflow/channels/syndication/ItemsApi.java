package io.copyflow.channels.syndication;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.channels.delivery.Version;
import io.copyflow.contract.LanguageTag;
import io.copyflow.contract.StoryId;
import io.copyflow.runtime.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The content API for members: {@code GET /items} and {@code GET /items/<uri>}, in ninjs 3.1 or NewsML-G2.
 * docs/reference/content-api.md says all of it.
 */
final class ItemsApi implements Consumer<RoutesConfig> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern URI = Pattern.compile("urn:copyflow:([a-z0-9-]+):([A-Za-z0-9-]+)");
    private static final int USUAL = 50;
    private static final int MOST = 200;
    private static final String NINJS = "application/json";
    private static final String NEWSML = "application/vnd.iptc.g2.newsitem+xml";
    private static final String NEWSML_MESSAGE = "application/vnd.iptc.g2.newsmessage+xml";

    private final Members members;
    private final Supplier<@Nullable ItemStore> items;
    private final Ninjs ninjs;
    private final NewsMl newsMl;
    private final InstantSource clock;

    ItemsApi(Members members, Supplier<@Nullable ItemStore> items, Ninjs ninjs, NewsMl newsMl, InstantSource clock) {
        this.members = members;
        this.items = items;
        this.ninjs = ninjs;
        this.newsMl = newsMl;
        this.clock = clock;
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.get("/items", this::list);
        routes.get("/items/{id}", this::one);
    }

    private void list(Context http) throws IOException {
        Member who = member(http);
        ItemStore store = store(http);
        if (who == null || store == null) {
            return;
        }
        String language = http.queryParam("language");
        if (language != null && !who.mayRead(language)) {
            forbidden(http, language);
            return;
        }
        Instant since;
        long after;
        int limit;
        try {
            String sinceText = http.queryParam("since");
            since = sinceText == null ? Instant.MIN : Instant.parse(sinceText);
            String cursor = http.queryParam("cursor");
            after = cursor == null ? 0 : Long.parseUnsignedLong(cursor, Character.MAX_RADIX);
            String limitText = http.queryParam("limit");
            limit = limitText == null ? USUAL : Integer.parseInt(limitText);
        } catch (DateTimeParseException | NumberFormatException e) {
            wrongParameter(http);
            return;
        }
        if (limit < 1 || limit > MOST || after < 0) {
            wrongParameter(http);
            return;
        }
        List<Item> found = store.after(
                after,
                limit + 1,
                item -> (language == null || item.version().language().equals(language))
                        && !item.changedAt().isBefore(since)
                        && who.wants(item.version()));
        boolean more = found.size() > limit;
        List<Item> page = more ? found.subList(0, limit) : found;
        long last = page.isEmpty() ? after : page.getLast().position();
        boolean xml = wantsXml(http);
        if (isSame(http, "\"" + after + "-" + last + "-" + page.size() + (xml ? "x" : "j") + "\"")) {
            return;
        }
        String cursor = Long.toUnsignedString(last, Character.MAX_RADIX);
        http.header("X-Next-Cursor", cursor);
        List<Version> versions = new ArrayList<>();
        for (Item item : page) {
            Item whole = store.item(item.version().storyId(), item.version().language());
            if (whole != null) {
                versions.add(whole.version());
            }
        }
        if (xml) {
            send(http, NEWSML_MESSAGE, newsMl.message(versions, clock.instant()));
        } else {
            ObjectNode body = JSON.createObjectNode();
            ArrayNode list = body.putArray("items");
            versions.forEach(version -> list.add(ninjs.of(version)));
            body.put("cursor", cursor).put("more", more);
            send(http, NINJS, body.toString());
        }
    }

    private void one(Context http) throws IOException {
        Member who = member(http);
        ItemStore store = store(http);
        if (who == null || store == null) {
            return;
        }
        Matcher uri = URI.matcher(http.pathParam("id"));
        boolean right = uri.matches()
                && StoryId.isValid(uri.group(1))
                && uri.group(2).equals(LanguageTag.canonical(uri.group(2)));
        if (right && !who.mayRead(uri.group(2))) {
            forbidden(http, uri.group(2));
            return;
        }
        Item item = right ? store.item(uri.group(1), uri.group(2)) : null;
        if (item == null || !who.wants(item.version())) {
            new Problem(
                            404,
                            "item-unknown",
                            "Expected the uri of an item that this member has, but there is none of that name. Take it from"
                                    + " the list at /items.")
                    .answer(http);
            return;
        }
        boolean xml = wantsXml(http);
        if (!isSame(http, "\"" + item.position() + (xml ? "x" : "j") + "\"")) {
            http.header("Last-Modified", Dates.http(item.changedAt()));
            send(
                    http,
                    xml ? NEWSML : NINJS,
                    xml ? newsMl.item(item.version()) : ninjs.of(item.version()).toString());
        }
    }

    private static void send(Context http, String type, String body) {
        http.contentType(type + "; charset=utf-8").result(body.getBytes(StandardCharsets.UTF_8));
    }

    /** Sets the validators; whether the caller has this very answer. */
    private static boolean isSame(Context http, String tag) {
        http.header("ETag", tag).header("Vary", "Accept, Authorization").header("Cache-Control", "private, no-cache");
        String had = http.header("If-None-Match");
        boolean same = had != null && List.of(had.split("\\s*,\\s*")).contains(tag);
        if (same) {
            http.status(304);
        }
        return same;
    }

    private static boolean wantsXml(Context http) {
        String accept = http.header("Accept");
        String wanted = accept == null ? "" : accept.toLowerCase(Locale.ROOT);
        int xml = wanted.indexOf("xml");
        int json = wanted.indexOf("json");
        return xml >= 0 && (json < 0 || xml < json);
    }

    private @Nullable Member member(Context http) {
        String header = http.header("Authorization");
        String token = header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? header.substring(7).strip()
                : "";
        Member found = token.isEmpty() ? null : members.byToken(token);
        if (found == null) {
            http.header("WWW-Authenticate", "Bearer realm=\"copyflow\"");
            new Problem(
                            401,
                            "token-unknown",
                            "Expected a member's token as Authorization: Bearer, but "
                                    + (token.isEmpty() ? "there is none." : "it is nobody's.")
                                    + " Ask the newsroom for one.")
                    .answer(http);
        }
        return found;
    }

    private @Nullable ItemStore store(Context http) {
        ItemStore store = items.get();
        if (store == null && http.statusCode() != 401) {
            new Problem(
                            503,
                            "not-ready",
                            "Expected the items to be there, but they are being read. Try again in a moment.")
                    .answer(http);
        }
        return store;
    }

    private static void forbidden(Context http, String language) {
        new Problem(
                        403,
                        "language-not-subscribed",
                        "Expected a language this member subscribes to, but " + language
                                + " is none of them. Ask the newsroom to add it.")
                .answer(http);
    }

    private static void wrongParameter(Context http) {
        new Problem(
                        400,
                        "parameter-invalid",
                        "Expected since as an ISO 8601 time, cursor as an earlier answer gave it, and limit from 1 to "
                                + MOST + ", but one of them is something else. Correct it.")
                .answer(http);
    }
}
