package io.copyflow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RightsTest {

    private static final Actor AIDA =
            new Actor("aida.seitkali", true, Set.of(Role.TRANSLATOR, Role.REPORTER), Set.of("kk-Cyrl", "en"));

    @Test
    void whoever_has_the_role_and_the_language_may() {
        assertThat(Rights.refusal(AIDA, "claim a translation", "kk-Cyrl", Role.TRANSLATOR))
                .isNull();
        assertThat(Rights.refusal(AIDA, "revise a story", Role.CHIEF, Role.REPORTER))
                .isNull();
    }

    @Test
    void somebody_unknown_is_told_how_to_be_known() {
        assertThat(Rights.refusal(Actor.unknown("nobody"), "claim a translation", "fr", Role.TRANSLATOR))
                .isEqualTo(new Refusal(
                        "unknown-person",
                        "Expected somebody in the directory to claim a translation, but it has no person 'nobody'."
                                + " Check the id, or add the person to newsroom.yaml and run 'copyflow apply'."));
    }

    @Test
    void a_missing_role_is_named_with_the_roles_held() {
        assertThat(Rights.refusal(AIDA, "approve a version", "kk-Cyrl", Role.EDITOR, Role.CHIEF))
                .isEqualTo(new Refusal(
                        "role-missing",
                        "Expected editor or chief to approve a version, but aida.seitkali is reporter, translator."
                                + " Ask a colleague who has the role, or have it added in newsroom.yaml."));
        assertThat(Rights.refusal(new Actor("temp", true, Set.of(), Set.of()), "sign off", Role.WEB_EDITOR))
                .extracting(Refusal::sentence)
                .asString()
                .startsWith("Expected web-editor to sign off, but temp is without a role.");
    }

    @Test
    void a_wrong_language_is_named_with_the_languages_worked_in() {
        assertThat(Rights.refusal(AIDA, "claim a translation", "fr", Role.TRANSLATOR))
                .isEqualTo(new Refusal(
                        "wrong-language",
                        "Expected somebody who works in fr to claim a translation, but aida.seitkali works in en, kk-Cyrl."
                                + " Ask a colleague of that edition, or have the language added in newsroom.yaml."));
    }

    @Test
    void a_signature_is_asked_after_the_role_and_before_the_language() {
        Actor unsigned = AIDA.vouchedBy(new Vouching.Missing());

        assertThat(Rights.refusal(unsigned, "approve a version", "fr", Role.EDITOR))
                .extracting(Refusal::code)
                .isEqualTo("role-missing");
        assertThat(Rights.refusal(unsigned, "claim a translation", "fr", Role.TRANSLATOR))
                .extracting(Refusal::code)
                .isEqualTo("signature-missing");
    }

    @Test
    void the_role_is_asked_before_the_language() {
        assertThat(Rights.refusal(AIDA, "approve a version", "fr", Role.EDITOR))
                .extracting(Refusal::code)
                .isEqualTo("role-missing");
    }
}
