package io.copyflow.channels.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.delivery.DeliveryOutcome;
import io.copyflow.schemas.publication.PublishedVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;

/** What stands outside once everything has been done, compared with what the log says. */
final class Outside {

    private final Map<String, PublishedVersion> newest;
    private final Set<String> killed;
    private final Map<String, List<DeliveryEvent>> receipts;

    /** @param receipts of each channel, without repeats, in the order of the topic */
    Outside(Stories stories, Map<String, List<DeliveryEvent>> receipts) {
        this.newest = stories.newest();
        this.killed = stories.killed();
        this.receipts = receipts;
    }

    /** Each channel's receipts come in order, none failed, and the last says how it stands; nothing is in doubt any more. */
    void checkReceipts(String channel) {
        Map<String, DeliveryEvent> last = new HashMap<>();
        for (DeliveryEvent receipt : receipts.getOrDefault(channel, List.of())) {
            String place = receipt.getStoryId() + "/" + receipt.getLanguage();
            DeliveryEvent before = last.put(place, receipt);
            assertThat(receipt.getReleaseSequence())
                    .as("order of the receipts of %s at %s", place, channel)
                    .isGreaterThanOrEqualTo(before == null ? 0 : before.getReleaseSequence());
            assertThat(receipt.getOutcome())
                    .as("%s at %s: %s", place, channel, receipt.getDetail())
                    .isNotEqualTo(DeliveryOutcome.FAILED);
        }
        newest.forEach((place, version) -> {
            DeliveryEvent receipt = last.get(place);
            if (receipt != null && receipt.getOutcome() == DeliveryOutcome.UNCONFIRMED) {
                assertThat(channel)
                        .as("where outcomes may be unknown: %s", place)
                        .isEqualTo("telegram");
            } else if (Stories.isLive(version)) {
                assertThat(receipt).as("receipt of %s at %s", place, channel).isNotNull();
                assertThat(receipt.getReleaseSequence())
                        .as("last receipt of %s at %s", place, channel)
                        .isEqualTo(version.getReleaseSequence());
                assertThat(receipt.getOutcome())
                        .as("last receipt of %s at %s", place, channel)
                        .isIn(DeliveryOutcome.DELIVERED, DeliveryOutcome.CORRECTED);
            } else if (receipt != null) { // what never went out needs no withdrawal
                assertThat(receipt.getOutcome())
                        .as("last receipt of %s at %s", place, channel)
                        .isEqualTo(DeliveryOutcome.WITHDRAWN);
            }
        });
    }

    /** A page for what is live, with its siblings, and nothing of anything else. */
    void checkWebsite(Path site) throws IOException {
        Map<String, Set<String>> live = new TreeMap<>();
        newest.forEach((place, version) -> {
            if (Stories.isLive(version)) {
                live.computeIfAbsent(version.getStoryId(), _ -> new TreeSet<>()).add(version.getLanguage());
            }
        });
        Set<String> pages = new HashSet<>();
        try (Stream<Path> files = Files.walk(site)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = site.relativize(file).toString();
                if (path.matches("[A-Za-z-]+/s[0-9]+\\.html")) {
                    pages.add(path);
                }
                if (path.matches(".*\\.(html|atom|rss|json)")) {
                    checkNothingKilled(path, Files.readString(file));
                }
            }
        }
        assertThat(pages)
                .as("pages")
                .isEqualTo(newest.values().stream()
                        .filter(Stories::isLive)
                        .map(version -> version.getLanguage() + "/" + version.getStoryId() + ".html")
                        .collect(Collectors.toSet()));
        for (PublishedVersion version : newest.values()) {
            if (Stories.isLive(version)) {
                String path = version.getLanguage() + "/" + version.getStoryId() + ".html";
                var page = Jsoup.parse(Files.readString(site.resolve(path)));
                assertThat(page.select("h1").text()).as(path).isEqualTo(version.getHeadline());
                assertThat(page.select("link[rel=alternate][hreflang]").eachAttr("hreflang").stream()
                                .filter(language -> !language.equals("x-default"))
                                .collect(Collectors.toSet()))
                        .as("siblings of %s", path)
                        .isEqualTo(live.get(version.getStoryId()));
            }
        }
    }

    private void checkNothingKilled(String path, String text) {
        for (String story : killed) {
            assertThat(text).as(path).doesNotContain("Story " + story.substring(1) + " in ");
        }
    }

    void checkMastodon(String account, LocalMastodon mastodon) {
        Map<String, List<LocalMastodon.Status>> byLink =
                mastodon.of(account).stream().collect(Collectors.groupingBy(status -> lastLine(status.text())));
        newest.forEach((place, version) -> {
            List<LocalMastodon.Status> all = byLink.getOrDefault(link(version), List.of());
            if (!Stories.isLive(version)) {
                assertThat(all).as("%s of %s", account, place).isEmpty();
                return;
            }
            assertThat(all.stream().filter(status -> status.replyTo() == null))
                    .as("posts of %s of %s", account, place)
                    .hasSize(1);
            if (account.equals("edited")) {
                assertThat(all.getFirst().media()).as("picture of %s", place).isEqualTo(Stories.pictureOf(version));
            }
            for (LocalMastodon.Status status : all) {
                assertThat(status.history())
                        .as("history of %s", place)
                        .isSortedAccordingTo(Comparator.comparing(Stories::number));
            }
            List<LocalMastodon.Status> replies =
                    all.stream().filter(status -> status.replyTo() != null).toList();
            assertThat(replies.stream().map(status -> Stories.number(status.text())))
                    .as("replies of %s", place)
                    .doesNotHaveDuplicates()
                    .isSorted();
            assertThat(all.stream().mapToLong(status -> Stories.number(status.text())))
                    .as("the newest of %s of %s", account, place)
                    .contains(version.getReleaseSequence());
        });
    }

    void checkTelegram(LocalTelegram telegram) {
        Map<String, List<List<String>>> byLink = telegram.messages.values().stream()
                .collect(Collectors.groupingBy(history -> lastLine(history.getLast())));
        newest.forEach((place, version) -> {
            List<List<String>> messages = byLink.getOrDefault(link(version), List.of());
            assertThat(messages).as("Telegram's of %s", place).hasSize(Stories.isLive(version) ? 1 : 0);
            if (Stories.isLive(version)) {
                assertThat(messages.getFirst().getLast()).as(place).startsWith(version.getHeadline());
            }
        });
    }

    void checkWebhook(LocalWebhook webhook) {
        assertThat(webhook.wrong).as("wrong signatures").isEmpty();
        Map<String, Long> sequences = new HashMap<>();
        Map<String, String> types = new HashMap<>();
        webhook.byId.values().forEach(message -> {
            String place = message.data().path("story").asText() + "/"
                    + message.data().path("language").asText();
            long sequence = message.data().path("sequence").asLong();
            assertThat(sequence).as("order of %s", place).isGreaterThanOrEqualTo(sequences.getOrDefault(place, 0L));
            sequences.put(place, sequence);
            types.put(place, message.type());
        });
        newest.forEach((place, version) -> {
            if (Stories.isLive(version)) {
                assertThat(sequences.get(place)).as(place).isEqualTo(version.getReleaseSequence());
                assertThat(types.get(place)).as(place).isNotEqualTo("story.withdrawn");
            } else {
                // what never went out needs no withdrawal
                assertThat(types.getOrDefault(place, "story.withdrawn"))
                        .as(place)
                        .isEqualTo("story.withdrawn");
            }
        });
    }

    /** @param items what a member who only ever asked for changes has, by uri */
    void checkItems(Map<String, JsonNode> items) {
        newest.forEach((place, version) -> {
            JsonNode item = items.get("urn:copyflow:" + version.getStoryId() + ":" + version.getLanguage());
            if (Stories.isLive(version)) {
                assertThat(item).as(place).isNotNull();
                assertThat(item.path("version").asLong()).as(place).isEqualTo(version.getReleaseSequence());
                assertThat(item.path("pubStatus").asText()).as(place).isEqualTo("usable");
                assertThat(item.path("headlines").path(0).path("value").asText())
                        .as(place)
                        .isEqualTo(version.getHeadline());
            } else if (item != null) {
                assertThat(item.path("pubStatus").asText()).as(place).isEqualTo("canceled");
                assertThat(item.toString()).as(place).doesNotContain("Story ");
            }
        });
    }

    private static String link(PublishedVersion version) {
        return ChannelsProcess.SITE + version.getLanguage() + "/" + version.getStoryId() + ".html";
    }

    private static String lastLine(String text) {
        return text.substring(text.lastIndexOf('\n') + 1);
    }
}
