package io.copyflow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fixed vectors, computed by the Python in docs/reference/signatures.md: whoever changes a form breaks every signature. */
class CommandFormTest {

    private static final String HASH = "ac0ec06d7d937338ae2c34b265f8c9d0ebf29f0504b14d9e505e3be7f2a07519";
    private static final HexFormat HEX = HexFormat.of();

    private static final PrivateKey KEY = Ed25519.privateKey(HEX.parseHex(
            "302e020100300506032b657004220420" + "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));

    static Stream<Deed> deeds() {
        return Stream.of(
                new Deed.ApproveVersion(HASH),
                new Deed.SignOff(HASH),
                new Deed.RejectVersion(HASH, "Екі дереккөз керек."),
                new Deed.RequestChanges(
                        HASH,
                        List.of(new Deed.Remark("b1", "😀 Кім айтты?"), new Deed.Remark(null, "Қысқарту керек."))),
                new Deed.WaiveWarning(HASH, "numbers", "b1", "Дереккөзде солай."),
                new Deed.BreakGlass(HASH, "Түнде жалғыз едім."),
                new Deed.Countersign(HASH),
                new Deed.TakeDownVersion("Сот шешімі."),
                new Deed.KillStory("Сұхбат ойдан шығарылған."),
                new Deed.SetEmbargo(Instant.parse("2026-03-04T06:00:00Z"), "Дереккөзбен келісілген."),
                new Deed.LiftEmbargo("Басқалар жариялап қойды."),
                new Deed.ScheduleRelease(Instant.parse("2026-03-04T07:30:00Z")),
                new Deed.CancelSchedule(),
                new Deed.SetReleasePolicy("CORE", List.of("en", "kk-Cyrl"), Instant.parse("2026-03-04T08:00:00Z")),
                new Deed.WithholdStory("Заңгер тексеріп жатыр."),
                new Deed.UnwithholdStory("Заңгер рұқсат берді."),
                new Deed.RestoreVersion("Сурет ауыстырылды."),
                new Deed.WaiveObligation("s1/kk-Cyrl/tengri:r2", "Арна жабылды."));
    }

    @Test
    void every_kind_has_a_vector() {
        assertThat(deeds()).hasSize(Deed.class.getPermittedSubclasses().length);
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void form_and_signature_of_the_documented_commands(Deed deed) throws IOException {
        byte[] form = form(deed).bytes();

        assertThat(page())
                .contains("| `" + deed.kind() + "` |")
                .contains("| `" + sha256(form) + "` `" + HEX.formatHex(Ed25519.sign(KEY, form)) + "` |");
    }

    @Test
    void the_documented_key_has_the_documented_id() throws IOException {
        byte[] publicKey = Ed25519.publicKeyOf(KEY);

        assertThat(HEX.formatHex(publicKey))
                .isEqualTo("03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8");
        assertThat(Ed25519.keyId(publicKey)).isEqualTo("56475aa75463474c");
        assertThat(page()).contains("`" + HEX.formatHex(publicKey) + "`", "`" + Ed25519.keyId(publicKey) + "`");
    }

    @Test
    void no_text_runs_into_the_next() {
        assertThat(form(new Deed.RejectVersion("ab", "c")).bytes())
                .isNotEqualTo(form(new Deed.RejectVersion("a", "bc")).bytes());
    }

    @Test
    void a_signature_with_one_other_bit_anywhere_is_none() {
        byte[] form = form(new Deed.SignOff(HASH)).bytes();
        byte[] publicKey = Ed25519.publicKeyOf(KEY);
        byte[] signature = Ed25519.sign(KEY, form);

        assertThat(Ed25519.isSignature(signature, form, publicKey)).isTrue();
        assertThat(IntStream.range(0, signature.length * 8))
                .noneMatch(bit -> Ed25519.isSignature(flipped(signature, bit), form, publicKey));
        assertThat(IntStream.range(0, 64))
                .noneMatch(bit -> Ed25519.isSignature(signature, flipped(form, bit), publicKey));
    }

    @Test
    void what_is_no_signature_and_no_key_is_told_so_and_throws_nothing() {
        byte[] form = form(new Deed.SignOff(HASH)).bytes();
        byte[] publicKey = Ed25519.publicKeyOf(KEY);

        assertThat(Ed25519.isSignature(new byte[0], form, publicKey)).isFalse();
        assertThat(Ed25519.isSignature(new byte[65], form, publicKey)).isFalse();
        assertThat(Ed25519.isSignature(Ed25519.sign(KEY, form), form, new byte[0]))
                .isFalse();
        assertThat(Ed25519.isSignature(Ed25519.sign(KEY, form), form, new byte[33]))
                .isFalse();
        assertThat(Ed25519.isPublicKey(publicKey)).isTrue();
        assertThat(Ed25519.isPublicKey(new byte[31])).isFalse();
        assertThat(Ed25519.isPublicKey(HEX.parseHex("02" + "00".repeat(31)))).isFalse();
    }

    private static CommandForm form(Deed deed) {
        return new CommandForm(
                "c-1",
                "stmdutonueaebkoaigrv2",
                isOfTheWholeStory(deed) ? "" : "kk-Cyrl",
                "eve.moreau",
                Instant.parse("2026-03-03T12:00:00.123Z"),
                deed);
    }

    private static boolean isOfTheWholeStory(Deed deed) {
        return switch (deed) {
            case Deed.KillStory _,
                    Deed.SetEmbargo _,
                    Deed.LiftEmbargo _,
                    Deed.SetReleasePolicy _,
                    Deed.WithholdStory _,
                    Deed.UnwithholdStory _ -> true;
            default -> false;
        };
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HEX.formatHex(
                    java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("../docs/reference/signatures.md"));
    }
}
