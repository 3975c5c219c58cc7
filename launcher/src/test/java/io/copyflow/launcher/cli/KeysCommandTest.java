package io.copyflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KeysCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private Path newsroom;

    @BeforeEach
    void write() throws IOException {
        newsroom = Files.copy(
                Path.of("src/test/resources/signed-newsroom/newsroom.yaml"), folder.resolve("newsroom.yaml"));
    }

    @Test
    void a_key_is_made_renewed_revoked_and_listed() throws IOException {
        keys("make", "--as=eve.moreau", "--to=" + folder.resolve("first.pem"));
        assertThat(out.toString())
                .contains("Made the key ", "The private key is in " + folder.resolve("first.pem"))
                .contains("It holds once the file is applied: copyflow apply " + newsroom);
        keys("rotate", "--as=eve.moreau", "--to=" + folder.resolve("second.pem"));
        JsonNode second = list("--as=eve.moreau").getLast();
        keys("revoke", second.get("id").asText(), "--at=2026-03-03T12:00:00Z");
        assertThat(out.toString()).contains("as of 2026-03-03T12:00:00Z.");

        assertThat(list("--as=eve.moreau"))
                .extracting(key -> key.get("state").asText())
                .containsExactly("ended", "revoked");
        assertThat(list("--as=wim.bakker")).isEmpty();
        assertThat(folder.resolve("first.pem")).isRegularFile();
        assertThat(folder.resolve("second.pem")).isRegularFile();
    }

    @Test
    void a_newsroom_without_keys_has_none() {
        keys("list");

        assertThat(out.toString().strip()).isEqualTo("There are no keys.");
    }

    private List<JsonNode> list(String... more) throws IOException {
        out.getBuffer().setLength(0);
        List<String> args = new ArrayList<>(List.of("list", "--json"));
        args.addAll(List.of(more));
        keys(args.toArray(String[]::new));
        List<JsonNode> read = new ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            read.add(new ObjectMapper().readTree(line));
        }
        out.getBuffer().setLength(0);
        return read;
    }

    private void keys(String... args) {
        List<String> all = new ArrayList<>(List.of("keys"));
        all.addAll(List.of(args));
        all.add("--newsroom=" + newsroom);
        assertThat(new CommandLine(new RootCommand())
                        .setOut(new PrintWriter(out, true))
                        .execute(all.toArray(String[]::new)))
                .isZero();
    }
}
