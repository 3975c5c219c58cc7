package io.copyflow.launcher.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysReaderTest {

    private static final Path NEWSROOM = Path.of("src/test/resources/signed-newsroom/newsroom.yaml");
    private static final String KEY = "id: \"56475aa75463474c\", person: \"eve.moreau\","
            + " public-key: \"A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=\"";
    private static final String FROM = ", valid-from: \"2026-03-03T12:00:00Z\"";

    @TempDir
    private Path folder;

    @Test
    void a_keys_file_that_is_named_and_not_there_is_a_mistake() throws IOException {
        assertThat(mistakes(null))
                .singleElement()
                .asString()
                .contains("newsroom.yaml:9:7: Expected a file of people's keys, but there is no file")
                .contains("copyflow keys make");
    }

    @Test
    void what_is_wrong_in_it_is_told_with_its_place() throws IOException {
        String file = """
                keys:
                  - { %1$s%2$s }
                  - { %1$s%2$s }
                  - { id: "0000000000000000", person: "eve.moreau", public-key: "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg="%2$s }
                  - { id: "0000000000000000", person: "eve.moreau", public-key: "A6EH", valid-from: "noon" }
                  - { id: "0000000000000000", person: "eve.moreau" }
                """.formatted(KEY, FROM);

        assertThat(mistakes(file))
                .extracting(remark -> remark.file() + ":" + remark.line() + " " + remark.sentence())
                .satisfiesExactly(
                        twice -> assertThat(twice)
                                .contains("keys.yaml:3 Expected each key once, but 56475aa75463474c stands in line 2"),
                        id -> assertThat(id).contains("keys.yaml:4 Expected the id 56475aa75463474c"),
                        key -> assertThat(key).contains("keys.yaml:5 Expected the 32 bytes of an Ed25519 public key"),
                        time -> assertThat(time).contains("keys.yaml:5 Expected an ISO 8601 time in UTC"),
                        without -> assertThat(without).contains("keys.yaml:6 Expected the key 'public-key'"),
                        from -> assertThat(from).contains("keys.yaml:6 Expected the key 'valid-from'"));
    }

    @Test
    void a_key_that_ends_before_it_begins_is_a_mistake() throws IOException {
        assertThat(mistakes("keys:\n  - { " + KEY + FROM + ", valid-until: \"2026-03-03T11:59:59Z\" }\n"))
                .singleElement()
                .asString()
                .contains("keys.yaml:2:", "Expected a key to end after 2026-03-03T12:00:00Z");
    }

    @Test
    void who_decides_without_a_key_and_whose_key_is_nobodys_is_warned_of() throws IOException {
        NewsroomFile file = read("keys:\n  - { " + (KEY + FROM).replace("eve.moreau", "gone.long") + " }\n");

        assertThat(file.mistakes()).isEmpty();
        assertThat(file.warnings())
                .extracting(Remark::sentence)
                .anySatisfy(
                        warning -> assertThat(warning).contains("The key is gone.long's, who is none of the people"))
                .anySatisfy(warning -> assertThat(warning).contains("eve.moreau and 1 more have none."));
    }

    private List<Remark> mistakes(String keys) throws IOException {
        return read(keys).mistakes();
    }

    private NewsroomFile read(String keys) throws IOException {
        if (keys != null) {
            Files.writeString(folder.resolve("keys.yaml"), keys);
        }
        return NewsroomFile.read(Files.copy(NEWSROOM, folder.resolve("newsroom.yaml")));
    }
}
