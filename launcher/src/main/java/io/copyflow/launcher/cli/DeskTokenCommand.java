package io.copyflow.launcher.cli;

import io.copyflow.desk.Desk;
import io.copyflow.desk.door.Tokens;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow desk token}: what programs use the desk with. */
@Command(
        name = "token",
        description = {
            "The tokens that programs use the desk's API with: docs/reference/desk-api.md.",
            "They are kept, as hashes, in the file that desk.tokens names; run this where the desk runs, with its settings."
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class DeskTokenCommand {

    private static final int LONGEST_NOTE = 200;

    @ParentCommand
    private DeskCommand desk;

    private Tokens tokens() {
        return Desk.tokens(desk.root().configuration(), Clock.systemUTC());
    }

    @Command(
            name = "make",
            description = "Make a token. It is shown once; whoever has it can do what the person may.",
            mixinStandardHelpOptions = true)
    void make(
            @Option(names = "--as", required = true, paramLabel = "PERSON", description = "Whose it is, by their id.")
                    String person,
            @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = "What it is for.")
                    String note,
            @Option(
                            names = "--days",
                            paramLabel = "N",
                            defaultValue = "90",
                            description = "For how long it holds. Default: ${DEFAULT-VALUE}.")
                    int days) {
        Tokens.Made made = tokens().make(
                        person,
                        note.substring(0, Math.min(LONGEST_NOTE, note.length())),
                        Duration.ofDays(Math.max(1, days)));
        PrintWriter out = desk.root().out();
        out.println("Made the token " + made.token().id() + " of " + person + ", which holds until "
                + made.token().expiresAt() + ". It is shown this once:");
        out.println(made.secret());
        out.flush();
    }

    @Command(name = "list", description = "List the tokens, without what they are.", mixinStandardHelpOptions = true)
    void list() {
        PrintWriter out = desk.root().out();
        Instant now = Instant.now();
        for (Tokens.Token token : tokens().list()) {
            String state = token.revokedAt() != null
                    ? "revoked " + token.revokedAt()
                    : (token.isInForce(now) ? "until " : "ended ") + token.expiresAt();
            out.println(token.id() + "  " + token.person() + "  " + state
                    + (token.note().isEmpty() ? "" : "  " + token.note()));
        }
        out.flush();
    }

    @Command(
            name = "revoke",
            description = "End a token: the desk refuses it from the next request on.",
            mixinStandardHelpOptions = true)
    void revoke(@Parameters(paramLabel = "ID", description = "The token's id, as 'list' shows it.") String id) {
        Tokens.Token token = tokens().revoke(id);
        desk.root().out().println("Revoked the token " + id + " of " + token.person() + ".");
        desk.root().out().flush();
    }
}
