package io.copyflow.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import io.copyflow.desk.DeskUnderTest.Browser;
import io.copyflow.desk.door.Arrival;
import io.copyflow.desk.door.OpenIdConnect;
import io.copyflow.desk.door.OpenIdSettings;
import io.copyflow.desk.door.Setout;
import io.copyflow.desk.door.TestProvider;
import io.copyflow.desk.door.TestProvider.Signing;
import io.copyflow.desk.web.FrontSettings;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in at an OpenID provider that serves HTTP, friendly and hostile. */
class SignInTest {

    @TempDir
    private Path folder;

    private final TestProvider provider = new TestProvider();
    private DeskUnderTest desk;

    @BeforeEach
    void open() throws IOException {
        desk = deskWith("preferred_username", "");
        provider.person.put("preferred_username", "harriet.penhallow");
    }

    @AfterEach
    void close() {
        desk.close();
        provider.close();
    }

    private DeskUnderTest deskWith(String claim, String domain) throws IOException {
        int port = freePort();
        URI url = URI.create("http://127.0.0.1:" + port + "/");
        return new DeskUnderTest(
                folder.resolve("desk" + port), clock -> settings(port, url, false, claim, domain, clock), List.of());
    }

    private FrontSettings settings(
            int port, URI url, boolean forwarded, String claim, String domain, java.time.Clock clock) {
        return new FrontSettings(
                "127.0.0.1",
                port,
                url,
                forwarded,
                Duration.ofHours(1),
                Duration.ofHours(10),
                new OpenIdConnect(provider.register(url, claim, domain), clock));
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    /** To the provider and back, until the desk has answered. */
    private static Browser signIn(Browser browser, String path) {
        browser.look(path);
        browser.look(browser.location());
        browser.look(browser.location());
        return browser.look(browser.location());
    }

    @Test
    void somebody_signs_in_at_the_provider_and_comes_where_they_wanted_to_go() {
        Browser browser = desk.browser().look("/search?q=dams");

        assertThat(browser.location()).isEqualTo("/sign-in?to=%2Fsearch%3Fq%3Ddams");
        browser.look(browser.location());
        assertThat(browser.location())
                .startsWith(provider.issuer() + "/authorize?")
                .contains("code_challenge_method=S256")
                .contains("response_type=code");
        assertThat(browser.headers("Set-Cookie"))
                .singleElement()
                .asString()
                .contains("HttpOnly")
                .contains("SameSite=Lax");
        browser.look(browser.location());
        String back = browser.location();
        browser.look(back);

        assertThat(browser.status()).isEqualTo(303);
        assertThat(browser.location()).isEqualTo("/search?q=dams");
        assertThat(browser.look(browser.location()).page().select(".me").text()).contains("Harriet Penhallow");
        assertThat(browser.look("/review").status()).isEqualTo(200);
    }

    @Test
    void nobody_chooses_who_they_are_where_people_sign_in() {
        assertThat(desk.browser().look("/who").status()).isEqualTo(404);
        assertThat(desk.browser()
                        .send("/who", Map.of("person", "ingrid.solheim"))
                        .status())
                .isEqualTo(404);
    }

    static Stream<Arguments> lies() {
        return Stream.of(
                lie("wrong nonce", Signing.OURS, claims -> claims.claim("nonce", "another")),
                lie("no nonce", Signing.OURS, claims -> claims.claim("nonce", null)),
                lie("wrong audience", Signing.OURS, claims -> claims.audience("another-client")),
                lie("other issuer", Signing.OURS, claims -> claims.issuer("https://login.evil.example")),
                lie(
                        "expired",
                        Signing.OURS,
                        claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(600)))),
                lie("alg none", Signing.NONE, claims -> {}),
                lie("the client's secret for a key", Signing.BY_THE_CLIENTS_SECRET, claims -> {}),
                lie("a key nobody knows", Signing.BY_A_KEY_NOBODY_KNOWS, claims -> {}));
    }

    private static Arguments lie(String name, Signing signing, Consumer<JWTClaimsSet.Builder> bent) {
        return Arguments.of(name, signing, bent);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void a_token_that_proves_nothing_lets_nobody_in(String name, Signing signing, Consumer<JWTClaimsSet.Builder> bent) {
        provider.signing = signing;
        provider.bent = bent;

        Browser browser = signIn(desk.browser(), "/");

        assertThat(browser.status()).isEqualTo(403);
        assertThat(browser.page().select("main").text()).contains("does not prove who you are");
        assertThat(browser.page().text()).doesNotContain("Exception");
        assertThat(browser.look("/").status()).isEqualTo(303);
    }

    @Test
    void an_answer_counts_once_and_only_in_the_browser_that_asked_for_it() {
        Browser browser = desk.browser().look("/sign-in");
        browser.look(browser.location());
        String back = browser.location();
        Browser other = desk.browser().look(back);
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.page().text()).contains("was not begun here");

        assertThat(browser.look(back).status()).isEqualTo(303);
        assertThat(browser.look(back).status()).isEqualTo(403);

        // the code alone, in an errand of the other browser's own
        other.look("/sign-in");
        other.look(other.location());
        String state = back.replaceAll(".*[?&]code=([^&]*).*", "$1");
        other.look(other.location().replaceAll("code=[^&]*", "code=" + state));
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.page().text()).contains("said no");
    }

    @Test
    void an_answer_without_its_state_or_from_another_issuer_is_none() {
        for (String bent : List.of("state=", "state=another", "iss=https://login.evil.example")) {
            Browser browser = desk.browser().look("/sign-in");
            browser.look(browser.location());
            browser.look(browser.location().replaceAll(bent.substring(0, bent.indexOf('=')) + "=[^&]*", bent));
            assertThat(browser.status()).as(bent).isEqualTo(403);
        }
        assertThat(desk.browser().look("/signed-in").status()).isEqualTo(403);
    }

    @Test
    void whoever_the_provider_refuses_is_told_so() {
        provider.saysNo = true;

        assertThat(signIn(desk.browser(), "/").page().text()).contains("said no");
    }

    @Test
    void somebody_the_directory_does_not_have_does_not_come_in() {
        provider.person.put("preferred_username", "mallory.<b>nobody</b>");

        Browser browser = signIn(desk.browser(), "/");

        assertThat(browser.status()).isEqualTo(403);
        assertThat(browser.page().select("main").text())
                .contains("mallory.<b>nobody</b>")
                .contains("newsroom.yaml");
    }

    @Test
    void a_claim_that_is_missing_names_nobody() {
        provider.person.remove("preferred_username");

        assertThat(signIn(desk.browser(), "/").page().text()).contains("desk.oidc.claim");
    }

    @Test
    void an_address_names_somebody_when_it_is_verified_and_of_the_house() throws IOException {
        desk.close();
        desk = deskWith("email", "farlight.example");
        provider.person.put("email", "Harriet.Penhallow@farlight.example");

        assertThat(signIn(desk.browser(), "/").status()).isEqualTo(403);
        provider.person.put("email_verified", true);
        assertThat(signIn(desk.browser(), "/").status()).isEqualTo(303);
        provider.person.put("email", "harriet.penhallow@farlight.example.evil.example");
        assertThat(signIn(desk.browser(), "/").status()).isEqualTo(403);
    }

    @Test
    void a_provider_that_does_not_answer_is_told_in_a_sentence() {
        Browser underway = desk.browser().look("/sign-in");
        underway.look(underway.location());
        String back = underway.location();
        provider.close();

        underway.look(back);
        assertThat(underway.status()).isEqualTo(503);
        assertThat(underway.page().select("main").text()).contains("does not answer");

        Browser late;
        try (DeskUnderTest other = deskWith("preferred_username", "")) {
            late = other.browser().look("/sign-in");
            assertThat(late.status()).isEqualTo(503);
            assertThat(late.page().text()).doesNotContain("Exception").doesNotContain("127.0.0.1");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_provider_that_failed_is_not_asked_again_by_everybody_at_once() {
        provider.isBroken = true;
        for (int i = 0; i < 3; i++) {
            assertThat(desk.browser().look("/sign-in").status()).isEqualTo(503);
        }
        assertThat(provider.described).hasValue(1);

        provider.isBroken = false;
        desk.clock.advance(Duration.ofSeconds(11));
        assertThat(signIn(desk.browser(), "/").status()).isEqualTo(303);
    }

    @Test
    void an_answer_that_took_too_long_is_none() {
        Browser browser = desk.browser().look("/sign-in");
        browser.look(browser.location());
        desk.clock.advance(Duration.ofMinutes(11));

        assertThat(browser.look(browser.location()).status()).isEqualTo(403);
        assertThat(browser.page().text()).contains("was not begun here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"code=%zz&state=x", "code=a|b", "state=^", ""})
    void an_odd_answer_is_refused(String query) {
        OpenIdConnect door = new OpenIdConnect(
                provider.register(URI.create("http://127.0.0.1:1/"), "preferred_username", ""), desk.clock);

        assertThat(door.arrive((Setout.Underway) door.setOut("/"), query)).isInstanceOf(Arrival.Refused.class);
    }

    @Test
    void keys_that_the_provider_changes_are_fetched_anew() {
        assertThat(signIn(desk.browser(), "/").status()).isEqualTo(303);

        provider.rotate();

        assertThat(signIn(desk.browser(), "/").status()).isEqualTo(303);
    }

    @Test
    void whoever_signs_out_is_out_here_and_sent_to_sign_out_there() {
        Browser browser = signIn(desk.browser(), "/").look("/");

        assertThat(browser.send("/leave", Map.of()).status()).isEqualTo(403);
        browser.look("/");
        browser.send("/leave", Map.of("token", browser.token()));

        assertThat(browser.status()).isEqualTo(200);
        assertThat(browser.page().select("h1").text()).isEqualTo("Signed out");
        assertThat(browser.header("Refresh"))
                .startsWith("0; url=" + provider.issuer() + "/end-session?")
                .contains("id_token_hint=")
                .contains("post_logout_redirect_uri=");
        assertThat(browser.look("/").status()).isEqualTo(303);
        assertThat(browser.look("/signed-out").status()).isEqualTo(200);
    }

    @Test
    void a_session_ends_when_nobody_uses_it_whatever_its_page_fetches_by_itself_and_in_any_case_at_last() {
        Browser idle = signIn(desk.browser(), "/");
        for (int i = 0; i < 5; i++) {
            desk.clock.advance(Duration.ofMinutes(15));
            idle.look("/board/list", "HX-Request", "true");
            if (i < 3) {
                assertThat(idle.isFollowing("/live")).isTrue();
                assertThat(idle.isFollowing("/live/s1")).isTrue();
                idle.look("/media/" + "a".repeat(64));
            }
        }
        assertThat(idle.status()).isEqualTo(204);
        assertThat(idle.header("HX-Redirect")).startsWith("/sign-in?");

        Browser busy = signIn(desk.browser(), "/");
        for (int i = 0; i < 13; i++) {
            assertThat(busy.look("/").status()).isEqualTo(200);
            desk.clock.advance(Duration.ofMinutes(50));
        }
        assertThat(busy.look("/").status()).isEqualTo(303);
    }

    @Test
    void a_form_of_an_ended_session_does_nothing_and_says_so() {
        Browser browser = signIn(desk.browser(), "/").look("/");
        String token = browser.token();
        desk.clock.advance(Duration.ofHours(2));

        browser.send("/write", Map.of("token", token));

        assertThat(browser.status()).isEqualTo(401);
        assertThat(browser.page().select("main").text()).contains("nothing was done");
    }

    @Test
    void nobody_is_sent_to_another_site_after_signing_in() {
        for (String to : List.of("https://evil.example/", "//evil.example/", "/\\evil.example", "/%0d%0aX: y")) {
            Browser browser =
                    desk.browser().look("/sign-in?to=" + to.replace("\\", "%5C").replace(" ", "%20"));
            browser.look(browser.location());
            browser.look(browser.location());
            assertThat(browser.location()).as(to).isEqualTo("/");
        }
    }

    @Test
    void behind_a_proxy_cookies_go_over_https_alone_and_its_word_counts_only_where_it_is_to() throws IOException {
        URI url = URI.create("https://desk.farlight.example/");
        int port = freePort();
        try (DeskUnderTest behind = new DeskUnderTest(
                folder.resolve("behind"),
                clock -> settings(port, url, true, "preferred_username", "", clock),
                List.of())) {
            Browser browser = new Browser(URI.create("http://127.0.0.1:" + port + "/"));
            browser.look("/sign-in", "X-Forwarded-Host", "desk.farlight.example", "X-Forwarded-Proto", "https");
            assertThat(browser.headers("Set-Cookie"))
                    .singleElement()
                    .asString()
                    .startsWith("__Host-copyflow-signing-in=")
                    .contains("Secure")
                    .contains("HttpOnly")
                    .contains("Path=/")
                    .doesNotContain("Domain");
            assertThat(browser.header("Strict-Transport-Security")).isNotEmpty();
            assertThat(browser.location()).contains("redirect_uri=https%3A%2F%2Fdesk.farlight.example%2Fsigned-in");
            assertThat(browser.look("/sign-in", "X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "https")
                            .status())
                    .isEqualTo(421);
            assertThat(browser.look("/sign-in", "X-Forwarded-Host", "desk.farlight.example")
                            .status())
                    .isEqualTo(421);
        }
        // no proxy is set here, so whatever says that it is one is not listened to
        assertThat(desk.browser()
                        .look("/sign-in", "X-Forwarded-Host", "evil.example")
                        .status())
                .isEqualTo(303);
    }

    @Test
    void settings_that_do_not_fit_are_told_before_anything_starts() {
        assertThat(code("desk.oidc.issuer=https://login.farlight.example")).isEqualTo("desk-oidc-incomplete");
        assertThat(code("desk.oidc.issuer=https://login.farlight.example", "desk.url=https://desk.farlight.example"))
                .isEqualTo("desk-oidc-incomplete");
        assertThat(code("desk.oidc.issuer=http://login.farlight.example", "desk.url=https://desk.farlight.example"))
                .isEqualTo("desk-oidc-incomplete");
        assertThat(code(
                        "desk.oidc.issuer=http://login.farlight.example",
                        "desk.url=https://desk.farlight.example",
                        "desk.oidc.client-id=x"))
                .isEqualTo("desk-address-invalid");
        assertThat(code(
                        "desk.oidc.issuer=https://login.farlight.example",
                        "desk.url=https://desk.farlight.example/below",
                        "desk.oidc.client-id=x"))
                .isEqualTo("desk-address-invalid");
        assertThat(code(
                        "desk.oidc.issuer=https://login.farlight.example",
                        "desk.url=https://desk.farlight.example",
                        "desk.oidc.client-id=x",
                        "desk.oidc.secret-file=" + folder.resolve("none")))
                .isEqualTo("desk-secret-unreadable");
        assertThat(OpenIdSettings.of(Configuration.defaults())).isNull();
    }

    private static String code(String... settings) {
        StageFailure[] told = new StageFailure[1];
        assertThatThrownBy(() -> OpenIdSettings.of(Configuration.of(null, Map.of(), List.of(settings))))
                .isInstanceOfSatisfying(StageFailure.class, failure -> told[0] = failure);
        return told[0].code();
    }
}
