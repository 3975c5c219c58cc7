package io.copyflow.launcher.process;

import io.copyflow.channels.website.WebsiteSettings;
import io.copyflow.directory.Directory;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageFailure;
import io.copyflow.schemas.directory.Channel;
import io.copyflow.schemas.directory.Newsroom;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The website of a newsroom, as its settings and the directory say. */
final class Website {

    private Website() {}

    /**
     * As the channel writes it.
     *
     * @param port on which it is read where it has no address of its own
     * @throws StageFailure as {@link #of(Configuration, Directory, URI, boolean)} and {@link #hub}
     */
    static WebsiteSettings of(Configuration configuration, Directory directory, int port) {
        URI address = configuration.address(Setting.SITE_URL);
        URI hub = hub(configuration);
        URI own = URI.create("http://" + configuration.text(Setting.SITE_HOST) + ":" + port + "/");
        return address == null
                ? of(configuration, directory, own, false)
                : of(configuration, directory, address, true).withHub(hub);
    }

    /** @throws StageFailure with code {@code channel-unknown} when the directory has no such channel */
    static WebsiteSettings of(Configuration configuration, Directory directory, URI address, boolean isPublic) {
        String channelId = configuration.text(Setting.SITE_CHANNEL);
        Newsroom newsroom = directory.newsroom();
        Channel channel = directory.channel(channelId);
        if (channel == null) {
            // no channel must not mean every language
            throw new StageFailure(
                    "channel-unknown",
                    "The directory has no channel '" + channelId
                            + "' to be the website. Add it to newsroom.yaml, or name another with --set site.channel=ID.");
        }
        return new WebsiteSettings(
                channelId,
                newsroom == null ? "copyflow" : newsroom.getId(),
                newsroom == null ? "Copyflow" : newsroom.getName(),
                newsroom == null ? "en" : newsroom.getHomeLanguage(),
                Set.copyOf(channel.getLanguages()),
                configuration.folder(Setting.SITE_DIR, "site"),
                address,
                isPublic);
    }

    /**
     * Subscribers know feeds by whole addresses, so without one there is nothing to subscribe to.
     *
     * @throws StageFailure with code {@code setting-malformed}
     */
    static @Nullable URI hub(Configuration configuration) {
        URI hub = configuration.address(Setting.WEBSUB_URL);
        if (hub != null && configuration.address(Setting.SITE_URL) == null) {
            throw new StageFailure(
                    "setting-malformed",
                    "Expected site.url together with websub.url, as subscribers know feeds by whole addresses, but it is"
                            + " empty. Set it, or leave websub.url empty.");
        }
        return hub;
    }
}
