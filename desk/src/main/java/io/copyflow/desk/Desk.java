package io.copyflow.desk;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.desk.aid.Aids;
import io.copyflow.desk.api.Api;
import io.copyflow.desk.ask.Commands;
import io.copyflow.desk.board.BoardScreen;
import io.copyflow.desk.door.OpenIdConnect;
import io.copyflow.desk.door.OpenIdSettings;
import io.copyflow.desk.door.Tokens;
import io.copyflow.desk.help.HelpScreen;
import io.copyflow.desk.index.IndexFollower;
import io.copyflow.desk.index.StoryIndex;
import io.copyflow.desk.newsroom.NewsroomScreen;
import io.copyflow.desk.picture.PictureScreen;
import io.copyflow.desk.release.ReleaseScreen;
import io.copyflow.desk.review.ReviewScreen;
import io.copyflow.desk.search.SearchScreen;
import io.copyflow.desk.signoff.SignScreen;
import io.copyflow.desk.story.StoryScreen;
import io.copyflow.desk.translate.TranslateScreen;
import io.copyflow.desk.wall.WallScreen;
import io.copyflow.desk.web.Front;
import io.copyflow.desk.web.FrontSettings;
import io.copyflow.desk.web.House;
import io.copyflow.desk.web.Screen;
import io.copyflow.desk.write.WriteScreen;
import io.copyflow.directory.Directory;
import io.copyflow.runtime.CommandGateway;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageFailure;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The web desk as a whole: its read model, the way to the stages, its pages. */
public final class Desk implements AutoCloseable {

    private final StoryIndex index;
    private final IndexFollower follower;
    private final CommandGateway gateway;
    private final Front front;
    private final CompletableFuture<StageFailure> dead = new CompletableFuture<>();

    /**
     * Starts it. Its read model catches up while it serves.
     *
     * @param directory as it is now
     * @param aids what others in this process answer
     * @throws StageFailure {@code desk-not-loopback}, {@code port-in-use}, {@code desk-index-in-use}, or what is wrong
     *     with the settings
     */
    public Desk(
            Configuration configuration,
            SchemaIds ids,
            Supplier<Directory> directory,
            Aids aids,
            MeterRegistry registry,
            Clock clock) {
        FrontSettings settings = settings(configuration, clock);
        Path folder = configuration.dataDir().resolve("desk");
        Duration patience = Duration.ofMillis(configuration.number(Setting.COMMAND_PATIENCE_MS));
        index = StoryIndex.open(
                folder.resolve("index"),
                IndexFollower.TOPICS,
                ids,
                person -> directory.get().nameOf(person));
        follower = new IndexFollower(configuration.kafkaClient(), index, registry);
        gateway = new CommandGateway("desk", configuration.kafkaClient(), ids, Commands.ANSWERS, patience, clock);
        follower.dead().thenAccept(dead::complete);
        gateway.dead().thenAccept(dead::complete);
        Commands commands = new Commands(gateway::ask, index::await, holding(index), directory, patience, clock);
        House house = new House(index, directory, commands, aids, folder, clock);
        try {
            front = new Front(house, settings, screens(house), List.of(new Api(house, tokens(configuration, clock))));
        } catch (RuntimeException e) {
            gateway.close();
            follower.close();
            index.close();
            throw e;
        }
    }

    /** What translators hold. */
    static Commands.Holding holding(StoryIndex index) {
        return person -> index.tasks(Set.of(), person).held().stream()
                .map(task -> new Commands.Task(task.storyId(), task.language()))
                .collect(Collectors.toSet());
    }

    private static FrontSettings settings(Configuration configuration, Clock clock) {
        OpenIdSettings provider = OpenIdSettings.of(configuration);
        return new FrontSettings(
                configuration.text(Setting.DESK_HOST),
                configuration.number(Setting.DESK_PORT),
                OpenIdSettings.deskUrl(configuration),
                configuration.yes(Setting.DESK_FORWARDED),
                Duration.ofMinutes(configuration.number(Setting.DESK_IDLE_MINUTES)),
                Duration.ofHours(configuration.number(Setting.DESK_SESSION_HOURS)),
                provider == null ? null : new OpenIdConnect(provider, clock));
    }

    /** The tokens that programs use the desk with. */
    public static Tokens tokens(Configuration configuration, Clock clock) {
        String file = configuration.text(Setting.DESK_TOKENS);
        return new Tokens(
                file.isEmpty() ? configuration.dataDir().resolve("desk").resolve("tokens.json") : Path.of(file),
                clock,
                new SecureRandom());
    }

    /** Everything that can be done at the desk. */
    static List<Screen> screens(House house) {
        return List.of(
                new BoardScreen(house),
                new StoryScreen(house),
                new SearchScreen(house),
                new WriteScreen(house),
                new TranslateScreen(house),
                new ReviewScreen(house),
                new SignScreen(house),
                new ReleaseScreen(house),
                new WallScreen(house),
                new PictureScreen(house),
                new NewsroomScreen(),
                new HelpScreen());
    }

    /** The address to open. */
    public URI address() {
        return front.address();
    }

    /** Completes, with the reason, when it can do its work no longer; close it then. */
    public CompletionStage<StageFailure> dead() {
        return dead;
    }

    @Override
    public void close() {
        front.close();
        gateway.close();
        follower.close();
        index.close();
    }
}
