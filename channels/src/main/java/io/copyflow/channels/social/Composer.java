package io.copyflow.channels.social;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import io.copyflow.channels.delivery.Version;
import io.copyflow.contract.MediaReference;
import java.net.URI;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Composes posts: headline, standfirst where there is room, and the link, each in a paragraph of its own, so that a text
 * from right to left and an address from left to right do not mix. No hashtags are added. What is too long is cut between
 * two characters as a reader sees them, with an ellipsis; the link is never cut. A story's first picture that the network
 * takes goes with it.
 */
final class Composer {

    /** What a link counts as on Mastodon, however long it is. */
    private static final int MASTODON_LINK = 23;

    private static final String GAP = "\n\n";
    private static final String ELLIPSIS = "…";

    /** Joins without a width: keeps an address-like word of the text from calling somebody. */
    private static final String JOINER = "\u2060";

    private final BiFunction<String, String, URI> pageAddress;
    private final Function<MediaReference, @Nullable URI> mediaAddress;

    /**
     * @param pageAddress the website's page of a story in a language
     * @param mediaAddress the website's file of a picture or video; null for one it does not show
     */
    Composer(BiFunction<String, String, URI> pageAddress, Function<MediaReference, @Nullable URI> mediaAddress) {
        this.pageAddress = pageAddress;
        this.mediaAddress = mediaAddress;
    }

    /** Where the website has a picture; null where it has none. */
    @Nullable
    URI address(Picture picture) {
        return mediaAddress.apply(picture.media());
    }

    URI link(Version version) {
        return pageAddress.apply(version.storyId(), version.language());
    }

    /** A post of a version. */
    Post post(Version version, Network network) {
        return compose(version, network, null, picture(version, network));
    }

    /** The first picture of a story that a network takes; null for none. */
    private static @Nullable Picture picture(Version version, Network network) {
        for (Version.Block block : version.body()) {
            MediaReference media = block.media();
            if (media != null && network.takes(media)) {
                return new Picture(media, block.text());
            }
        }
        return null;
    }

    /** A correction to stand beneath a post, with the language's word for it before the headline. */
    Post correction(Version version, Network network) {
        return compose(version, network, Words.correction(version.language()), null);
    }

    private Post compose(Version version, Network network, @Nullable String word, @Nullable Picture picture) {
        URI link = link(version);
        ToIntFunction<String> length = network == Network.MASTODON ? Composer::graphemes : String::length;
        int linkLength =
                network == Network.MASTODON ? MASTODON_LINK : link.toString().length();
        int longest = picture == null ? network.longest() : network.longestCaption();
        int room = longest - linkLength - length.applyAsInt(GAP);
        String headline = quiet(word == null ? version.headline() : word + ": " + version.headline(), network);
        String text = cut(headline, room, length, version.language());
        String standfirst = version.standfirst();
        if (standfirst != null && text.equals(headline)) {
            int left = room - length.applyAsInt(text) - length.applyAsInt(GAP);
            String more = cut(quiet(standfirst, network), left, length, version.language());
            // a scrap of a sentence says nothing
            if (!more.isEmpty() && (!more.endsWith(ELLIPSIS) || length.applyAsInt(more) >= 60)) {
                text = text + GAP + more;
            }
        }
        return new Post(text + GAP + link, link, version.language(), picture);
    }

    private static String quiet(String text, Network network) {
        return network == Network.MASTODON ? text.replaceAll("[@#](?=[\\p{L}\\p{N}_])", "$0" + JOINER) : text;
    }

    /** The text, or as many whole characters of it as there is room for with an ellipsis; empty when there is none. */
    static String cut(String text, int room, ToIntFunction<String> length, String language) {
        if (length.applyAsInt(text) <= room) {
            return text;
        }
        int left = room - length.applyAsInt(ELLIPSIS);
        if (left <= 0) {
            return "";
        }
        BreakIterator words = BreakIterator.getWordInstance(ULocale.forLanguageTag(language));
        int end = last(text, words, left, length);
        if (end == 0) {
            end = last(text, BreakIterator.getCharacterInstance(ULocale.forLanguageTag(language)), left, length);
        }
        String kept = text.substring(0, end).stripTrailing();
        return kept.isEmpty() ? "" : kept + ELLIPSIS;
    }

    /** The last boundary before which there is room; 0 for none. */
    private static int last(String text, BreakIterator boundaries, int room, ToIntFunction<String> length) {
        boundaries.setText(text);
        int end = 0;
        for (int next = boundaries.next(); next != BreakIterator.DONE; next = boundaries.next()) {
            if (length.applyAsInt(text.substring(0, next)) > room) {
                return end;
            }
            end = next;
        }
        return end;
    }

    /** Characters as a reader sees them. */
    static int graphemes(String text) {
        BreakIterator characters = BreakIterator.getCharacterInstance(ULocale.ROOT);
        characters.setText(text);
        int count = 0;
        while (characters.next() != BreakIterator.DONE) {
            count++;
        }
        return count;
    }
}
